import { describe, expect, test } from 'vitest'
import { readNals } from '../h264/fixtures/read-stream'
import { nalType } from '../h264/nal-units'
import { readPackets } from './fixtures/read-packets'
import { H264Depacketizer, type RtpPicture } from './h264-depacketizer'
import type { RtpPacket } from './rtp-packet'

const SETS_AND_SLICES = new Set([1, 5, 7, 8])
const shown = (nals: Uint8Array[]) => nals.filter((nal) => SETS_AND_SLICES.has(nalType(nal)))
const take = (packets: readonly RtpPacket[], depacketizer = new H264Depacketizer()) =>
  packets.flatMap((packet, at) => depacketizer.take(packet, at))
const nalsOf = (pictures: RtpPicture[]) => shown(pictures.flatMap(({ nals }) => nals))

let sequence = 0
/** A packet of the payload's bytes in hex; a "!" behind them is the marker. */
const packet = (text: string, timestamp: number): RtpPacket => ({
  payloadType: 96,
  sequence: sequence++ & 0xffff,
  timestamp,
  ssrc: 1,
  marker: text.endsWith('!'),
  payload: Uint8Array.from(Buffer.from(text.replaceAll(/[ !]/g, ''), 'hex')),
  extensions: new Map(),
})
const types = (pictures: RtpPicture[]) =>
  pictures.map(({ nals, key }) => `${key ? 'key ' : ''}${nals.map(nalType).join()}`)

describe('streams of other payloaders', () => {
  test.each([
    ['ffmpeg-baseline', 'baseline', 12, 2],
    ['gstreamer-openh264', 'openh264', 10, 2],
    ['gstreamer-b-frames', 'b-frames-high-vui', 20, 2],
  ])('%s: the pictures of the encoder', (name, source, count, keys) => {
    const depacketizer = new H264Depacketizer()
    const pictures = take(readPackets(name), depacketizer)
    expect(pictures).toHaveLength(count)
    expect(pictures.filter(({ key }) => key)).toHaveLength(keys)
    const slices = (nals: Uint8Array[]) => nals.filter((nal) => nalType(nal) <= 5)
    expect(slices(nalsOf(pictures))).toEqual(slices(readNals(source)))
    expect(types(pictures)[0]).toMatch(/7,8/)
    expect(depacketizer).toMatchObject({ lost: 0, dropped: 0, malformed: 0, needsKey: false })
  })

  test.each([2, 3, 7])('shuffled in groups of %i: the same pictures', (size) => {
    const packets = readPackets('ffmpeg-baseline')
    const shuffled = packets.flatMap((_, at) =>
      at % size === 0 ? packets.slice(at, at + size).reverse() : [],
    )
    // What leads the very first packet cannot be known to have been sent.
    const [head, ...rest] = [packets[0], ...shuffled.filter((entry) => entry !== packets[0])]
    const pictures = take(head ? [head, ...rest] : rest)
    expect(nalsOf(pictures)).toEqual(nalsOf(take(packets)))
  })

  test('one packet missing, whichever: nothing is shown that refers to what it held', () => {
    const packets = readPackets('ffmpeg-baseline')
    const whole = take(packets)
    for (let missing = 1; missing < packets.length - 1; missing++) {
      const depacketizer = new H264Depacketizer({ patienceMs: 0 })
      const pictures = take(packets.toSpliced(missing, 1), depacketizer)
      const at = whole.findIndex(({ timestamp }) => timestamp === packets[missing]?.timestamp)
      const nextKey = whole.findIndex(({ key }, index) => key && index > at)
      const expected = whole.filter((_, index) => index < at || (nextKey > 0 && index >= nextKey))
      expect(pictures.map(({ timestamp }) => timestamp)).toEqual(
        expected.map(({ timestamp }) => timestamp),
      )
      expect(depacketizer.lost).toBe(1)
      expect(depacketizer.needsKey).toBe(nextKey < 0)
    }
  })
})

describe('H264Depacketizer', () => {
  test('begins with a key picture and asks for one till then', () => {
    const depacketizer = new H264Depacketizer()
    expect(depacketizer.needsKey).toBe(true)
    expect(take([packet('41 88!', 1), packet('41 88!', 2)], depacketizer)).toEqual([])
    expect(depacketizer).toMatchObject({ needsKey: true, dropped: 2 })
    expect(types(take([packet('65 88!', 3), packet('41 88!', 4)], depacketizer))).toEqual([
      'key 5',
      '1',
    ])
  })

  test('no marker: the next timestamp is the end', () => {
    const pictures = take([packet('65 88', 1), packet('65 08', 1), packet('41 88', 2)])
    expect(types(pictures)).toEqual(['key 5,5'])
  })

  test('a marker on every packet is found out; then the next timestamp is the end', () => {
    const depacketizer = new H264Depacketizer()
    const halves = [1, 2, 3, 4].flatMap((at) => [packet('65 88!', at), packet('65 48!', at)])
    expect(types(take(halves, depacketizer))).toEqual(['key 5', 'key 5,5', 'key 5,5'])
  })

  test('parameter sets in packets and under timestamps of their own belong to what follows', () => {
    const packets = [packet('67 42!', 1), packet('68 ce!', 2), packet('65 88!', 3)]
    expect(types(take(packets))).toEqual(['key 7,8,5'])
  })

  test('parameter sets of a picture that was lost are kept for the next one', () => {
    const packets = [packet('78 0002 6742 0002 68ce', 1), packet('7c 05 bb!', 1)]
    expect(types(take([...packets, packet('65 88!', 2)]))).toEqual(['key 7,8,5'])
  })

  test('SEI alone, before or behind its picture and under the same timestamp: no picture', () => {
    const packets = [packet('06 05!', 1), packet('65 88!', 1), packet('06 05!', 1)]
    const pictures = take([
      ...packets,
      packet('41 88!', 2),
      packet('06 05!', 2),
      packet('41 88!', 3),
    ])
    expect(types(pictures)).toEqual(['key 5', '1', '1'])
  })

  test('a fragment too few or too many spoils its picture only, as far as others can do without', () => {
    const cases = [
      [packet('7c 85 88', 1), packet('7c 45 bb!', 1)],
      [packet('7c 85 88!', 2)],
      [packet('65 88', 3), packet('7c 45 bb!', 3)],
      [packet('7c 85 88', 4), packet('65 88!', 4)],
      [packet('7c 85 88', 5), packet('7c 41 88!', 5)],
      [packet('7c 85 88', 6), packet('7c 85 88!', 6)],
      [packet('7c c5 88!', 7)],
    ]
    const depacketizer = new H264Depacketizer()
    expect(take(cases.flat(), depacketizer).map(({ timestamp }) => timestamp)).toEqual([1, 7])
    expect(depacketizer).toMatchObject({ dropped: 5, needsKey: false })
  })

  test('payloads of other modes are counted, packets without one are no loss', () => {
    const depacketizer = new H264Depacketizer()
    const packets = [packet('65 88!', 1), packet('', 1), packet('7b 00!', 2), packet('41 88!', 3)]
    expect(types(take(packets, depacketizer))).toEqual(['key 5'])
    expect(depacketizer).toMatchObject({ malformed: 1, dropped: 2, needsKey: true })
  })

  test('a hole between two pictures: a key picture that begins after it is shown', () => {
    const depacketizer = new H264Depacketizer({ patienceMs: 0 })
    const packets = [packet('65 88!', 1), packet('41 88!', 2), packet('65 88!', 3)]
    expect(types(take(packets.toSpliced(1, 1), depacketizer))).toEqual(['key 5', 'key 5'])
  })

  test('tick gives what waited for a packet that never came', () => {
    const depacketizer = new H264Depacketizer({ patienceMs: 50 })
    const packets = [packet('65 88!', 1), packet('41 88!', 2), packet('65 88!', 3)]
    take(packets.toSpliced(1, 1), depacketizer)
    expect(depacketizer.tick(50)).toEqual([])
    expect(types(depacketizer.tick(51))).toEqual(['key 5'])
  })
})
