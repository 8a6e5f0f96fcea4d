import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AvcStream } from '../h264/avc-stream'
import { joinNals, lengthPrefixedNals, nalType } from '../h264/nal-units'
import { readDatagrams, readPackets } from './fixtures/read-packets'
import { H264Depacketizer } from './h264-depacketizer'
import { nextSequence } from './sequence'
import { readRtpPacket, type RtpPacket } from './rtp-packet'

const SEI_UUID = [0x3c, 0x5d, 0x21, 0x9a, 0x4e, 0x11, 0x47, 0xb0]
/** user_data_unregistered (H.264 clause D.1.7): payload type 5, a UUID and a byte of data. */
const sei = Uint8Array.of(6, 5, 17, ...SEI_UUID, ...SEI_UUID, 1, 0x80)

/** The fixture with an SEI packet of its own before and behind every packet that ends a picture. */
const withSei = (name: string, marked: boolean): RtpPacket[] => {
  const packets = readPackets(name).flatMap((packet) => {
    const extra: RtpPacket = { ...packet, payload: sei, marker: marked }
    return packet.marker ? [packet, { ...extra, marker: true }, extra] : [packet]
  })
  let sequence = packets[0]?.sequence ?? 0
  return packets.map((packet) => {
    const moved = { ...packet, sequence }
    sequence = nextSequence(sequence)
    return moved
  })
}

const decoded = (packets: readonly RtpPacket[]) => {
  const depacketizer = new H264Depacketizer()
  const stream = new AvcStream()
  return packets
    .flatMap((packet, at) => depacketizer.take(packet, at))
    .map(({ nals }) => stream.unit(joinNals(nals)))
}

test.each([true, false])('SEI units that freeze decoders reach none, marked: %s', (marked) => {
  const steps = decoded(withSei('ffmpeg-baseline', marked))
  expect(steps).toEqual(decoded(readPackets('ffmpeg-baseline')))
  expect(steps.map(({ kind }) => kind)).toEqual(Array.from({ length: 12 }, () => 'picture'))
  for (const step of steps)
    if (step.kind === 'picture')
      expect(lengthPrefixedNals(step.data, 4)?.every((nal) => nalType(nal) < 6)).toBe(true)
})

test('any mutation of datagrams gives pictures or nothing, never a throw', () => {
  const datagrams = readDatagrams('gstreamer-openh264')
  const change = fc.record({
    which: fc.nat(100),
    at: fc.nat(60),
    to: fc.nat(255),
    cut: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const mutated = datagrams.map((datagram) => datagram.slice())
      for (const { which, at, to, cut } of changes) {
        const bytes = mutated[which % mutated.length] ?? new Uint8Array(0)
        if (cut) mutated[which % mutated.length] = bytes.subarray(0, at)
        else bytes[at] = to
      }
      const depacketizer = new H264Depacketizer()
      const stream = new AvcStream()
      for (const [now, datagram] of mutated.entries()) {
        const packet = readRtpPacket(datagram)
        for (const { nals } of packet ? depacketizer.take(packet, now * 10) : [])
          expect(stream.unit(joinNals(nals)).kind).toMatch(/picture|nothing|problem/)
      }
    }),
  )
})

test('a picture of more than any size and a flood of tiny units are given up', () => {
  const base: Omit<RtpPacket, 'sequence' | 'payload'> = {
    payloadType: 96,
    timestamp: 1,
    ssrc: 1,
    marker: false,
    extensions: new Map(),
  }
  const endless = new H264Depacketizer()
  const fragment = new Uint8Array(60_000).fill(0xaa)
  fragment.set([0x7c, 0x05])
  for (let sequence = 0; sequence < 200; sequence++) {
    const payload = sequence === 0 ? Uint8Array.of(0x7c, 0x85, 0x88) : fragment
    endless.take({ ...base, sequence, payload }, sequence)
  }
  const end = { ...base, sequence: 200, marker: true, payload: Uint8Array.of(0x7c, 0x45, 0xaa) }
  expect(endless.take(end, 200)).toEqual([])
  expect(endless.dropped).toBe(1)
  const flood = new H264Depacketizer()
  for (let sequence = 0; sequence < 3000; sequence++)
    flood.take({ ...base, sequence, payload: Uint8Array.of(0x65, 0x88) }, sequence)
  const last = { ...base, sequence: 3000, timestamp: 2, marker: true }
  expect(flood.take({ ...last, payload: Uint8Array.of(0x65, 0x88) }, 3000)).toHaveLength(1)
  expect(flood.dropped).toBe(1)
})
