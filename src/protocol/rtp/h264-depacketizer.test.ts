import { expect, test } from 'vitest'
import { readUnits } from '../h264/fixtures/read-stream'
import { lengthPrefixedNals } from '../h264/nal-units'
import { H264Depacketizer } from './h264-depacketizer'
import { H264Packetizer } from './h264-packetizer'

test('what the packetizer cut comes back', () => {
  const packetizer = new H264Packetizer({
    payloadType: 96,
    ssrc: 1,
    sequence: 65530,
    maxPayload: 200,
  })
  const depacketizer = new H264Depacketizer()
  const units = readUnits('baseline').map((unit) => lengthPrefixedNals(unit, 4) ?? [])
  const pictures = units.flatMap((nals, at) =>
    packetizer.packets(nals, at * 3000).flatMap((packet) => depacketizer.take(packet, at * 33)),
  )
  expect(pictures.map(({ nals }) => nals)).toEqual(units)
  expect(pictures.map(({ key }) => key).filter(Boolean)).toHaveLength(2)
})
