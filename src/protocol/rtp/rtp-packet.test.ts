import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDatagrams } from './fixtures/read-packets'
import { readRtpPacket, writeRtpPacket } from './rtp-packet'

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const read = (text: string) => readRtpPacket(hex(text))

describe('readRtpPacket', () => {
  test('every field', () => {
    expect(read('80 e0 fffe 80000001 deadbeef 0102')).toEqual({
      payloadType: 96,
      sequence: 0xfffe,
      timestamp: 0x80000001,
      ssrc: 0xdeadbeef,
      marker: true,
      payload: Uint8Array.of(1, 2),
      extensions: new Map(),
    })
  })

  test('contributing sources, extension and padding are no payload', () => {
    const packet = read(
      'b2 60 0001 00000001 00000001 0000000a 0000000b bede0001 31abcd00 0708 000003',
    )
    expect(packet?.payload).toEqual(Uint8Array.of(7, 8))
    expect(packet?.extensions).toEqual(new Map([[3, Uint8Array.of(0xab, 0xcd)]]))
  })

  test('only padding is an empty payload', () => {
    expect(read('a0 60 0001 00000001 00000001 00000004')?.payload).toHaveLength(0)
  })

  test.each([
    ['too short', '80 60 0001 00000001 000000'],
    ['version 1', '40 60 0001 00000001 00000001'],
    ['RTCP', '80 c8 0001 00000001 00000001'],
    ['RTCP feedback', '8f ce 0001 00000001 00000001'],
    ['sources past the end', '81 60 0001 00000001 00000001'],
    ['an extension past the end', '90 60 0001 00000001 00000001 bede0001'],
    ['no extension header', '90 60 0001 00000001 00000001 be'],
    ['more padding than packet', 'a0 60 0001 00000001 00000001 0009'],
    ['padding of nothing', 'a0 60 0001 00000001 00000001 0000'],
  ])('%s is no packet', (_, text) => {
    expect(read(text)).toBeUndefined()
  })

  test.each(['ffmpeg-baseline', 'gstreamer-openh264', 'gstreamer-b-frames'])(
    '%s is written again as it was read',
    (name) => {
      for (const datagram of readDatagrams(name)) {
        const packet = readRtpPacket(datagram)
        expect(packet && writeRtpPacket(packet)).toEqual(datagram)
      }
    },
  )

  test('any bytes give a packet within them, or none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(63), (bytes, flags) => {
        const packet = readRtpPacket(Uint8Array.of(0x80 | flags, ...bytes))
        if (packet) expect(packet.payload.length).toBeLessThan(bytes.length)
      }),
    )
  })
})

describe('header extensions (RFC 8285)', () => {
  const extensions = (text: string) => {
    const body = hex(text)
    const packet = hex('90 60 0001 00000001 00000001')
    return readRtpPacket(Uint8Array.of(...packet, ...body))?.extensions
  }

  test('one-byte headers with padding between them, until id 15', () => {
    expect(extensions('bede0003 10aa 00 00 22bbbbbb f0 00 00 00')).toEqual(
      new Map([
        [1, hex('aa')],
        [2, hex('bbbbbb')],
      ]),
    )
  })

  test('two-byte headers, empty ones too', () => {
    expect(extensions('10000002 0501aa 0600 00 07 00')).toEqual(
      new Map([
        [5, hex('aa')],
        [6, new Uint8Array(0)],
        [7, new Uint8Array(0)],
      ]),
    )
  })

  test('a length that lies ends the reading; other forms have none', () => {
    expect(extensions('bede0001 10aa 3fff')).toEqual(new Map([[1, hex('aa')]]))
    expect(extensions('abcd0001 10aa0000')).toEqual(new Map())
  })

  test('what is written is read again, in the form that fits', () => {
    const id = fc.integer({ min: 1, max: 255 })
    const value = fc.uint8Array({ maxLength: 40 })
    fc.assert(
      fc.property(fc.array(fc.tuple(id, value), { maxLength: 8 }), (entries) => {
        const packet = read('80 60 0001 00000001 00000001 01')
        if (!packet) throw new Error('no packet')
        const written = { ...packet, extensions: new Map(entries) }
        expect(readRtpPacket(writeRtpPacket(written))).toEqual(written)
      }),
    )
  })
})
