import { describe, expect, test } from 'vitest'
import { readUnits } from '../h264/fixtures/read-stream'
import { lengthPrefixedNals } from '../h264/nal-units'
import { readPackets } from './fixtures/read-packets'
import { H264Depacketizer } from './h264-depacketizer'
import { H264Packetizer } from './h264-packetizer'
import type { RtpPacket } from './rtp-packet'

const units = (name: string) => readUnits(name).map((unit) => lengthPrefixedNals(unit, 4) ?? [])
const packetizer = (maxPayload: number) =>
  new H264Packetizer({ payloadType: 96, ssrc: 1, sequence: 65_530, maxPayload })

/** FFmpeg leaves nal_ref_idc of an aggregate at zero. */
const withoutImportance = ({ payload: [first = 0, ...rest] }: RtpPacket) =>
  (first & 0x1f) === 24 ? [24, ...rest] : [first, ...rest]

describe('H264Packetizer', () => {
  test('cuts as FFmpeg does', () => {
    const cut = packetizer(588)
    const ours = units('baseline').flatMap((nals) => cut.packets(nals, 0))
    const theirs = readPackets('ffmpeg-baseline')
    expect(ours.map(withoutImportance)).toEqual(theirs.map(withoutImportance))
    expect(ours.map(({ marker }) => marker)).toEqual(theirs.map(({ marker }) => marker))
  })

  test('small units go together, and no payload is larger than allowed', () => {
    const nals = [Uint8Array.of(0x67, 1), Uint8Array.of(0x68, 2), new Uint8Array(12).fill(0x65)]
    const packets = packetizer(9).packets([...nals, new Uint8Array(0)], 90)
    expect(packets.map(({ payload }) => [...payload])).toEqual([
      [0x78, 0, 2, 0x67, 1, 0, 2, 0x68, 2],
      [0x7c, 0x85, ...new Array<number>(7).fill(0x65)],
      [0x7c, 0x45, 0x65, 0x65, 0x65, 0x65],
    ])
    expect(packets.map(({ sequence, marker }) => [sequence, marker])).toEqual([
      [65530, false],
      [65531, false],
      [65532, true],
    ])
  })

  test.each([40, 300, 60_000])('what was cut into %i comes back', (maxPayload) => {
    const cut = packetizer(maxPayload)
    const depacketizer = new H264Depacketizer()
    const pictures = units('b-frames-high-vui').flatMap((nals, at) =>
      cut.packets(nals, at * 3000).flatMap((packet) => depacketizer.take(packet, at)),
    )
    expect(pictures.map(({ nals }) => nals)).toEqual(units('b-frames-high-vui'))
  })
})
