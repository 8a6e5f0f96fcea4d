import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRtcp } from './rtcp'
import { writeNack, writePli, writeRemb } from './rtcp-writer'

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const read = (text: string) => readRtcp(hex(text))

describe('readRtcp', () => {
  test('a compound as publishers send it: sender report, description, goodbye', () => {
    const report = '80c80006 00000001 e5a8f000 80000000 00015f90 00000003 00000064'
    const description = '81ca0004 00000001 0104 66666d70 00000000 0000'
    expect(read(`${report} ${description} 81cb0001 00000001`)).toEqual([
      { kind: 'sender-report', ssrc: 1, ntp: 0xe5a8f000 * 1000 + 500, rtp: 90_000 },
      { kind: 'other', type: 202, format: 1 },
      { kind: 'bye', ssrcs: [1] },
    ])
  })

  test('feedback to a publisher: PLI, FIR, NACK, REMB', () => {
    expect(read('81ce0002 00000001 00000002')).toEqual([{ kind: 'key-wanted', media: 2 }])
    expect(read('84ce0004 00000001 00000000 00000002 05000000')).toEqual([
      { kind: 'key-wanted', media: 2 },
    ])
    expect(read('81cd0003 00000001 00000002 fffe0005')).toEqual([
      { kind: 'nack', media: 2, sequences: [65534, 65535, 1] },
    ])
    expect(read('8fce0005 00000001 00000000 52454d42 01037b68 00000002')).toEqual([
      { kind: 'rate-limit', bitsPerSecond: 228_200, ssrcs: [2] },
    ])
  })

  test('padding is no content', () => {
    expect(read('a1ce0003 00000001 00000002 00000004')).toEqual([{ kind: 'key-wanted', media: 2 }])
  })

  test.each([
    ['another version', '41ce0002 00000001 00000002'],
    ['RTP', '81600002 00000001 00000002'],
    ['a length past the end', '81ce0003 00000001 00000002'],
    ['more padding than packet', 'a1ce0002 00000001 00000009'],
    ['half a header', '81ce'],
  ])('%s ends the reading', (_, text) => {
    expect(read(`80c90001 00000001 ${text}`)).toEqual([{ kind: 'other', type: 201, format: 0 }])
  })

  test('bodies too short for what they claim are only named', () => {
    expect(read('80c80001 00000001')).toEqual([{ kind: 'other', type: 200, format: 0 }])
    expect(read('84ce0002 00000001 00000000')).toEqual([{ kind: 'other', type: 206, format: 4 }])
    expect(read('9fcb0001 00000007')).toEqual([{ kind: 'bye', ssrcs: [7] }])
  })

  test('any bytes give a bounded number of packets', () => {
    const head = fc.constantFrom([0x81, 206], [0x81, 205], [0x8f, 206], [0x80, 200], [0x9f, 203])
    const part = fc.tuple(head, fc.nat(6), fc.uint8Array({ maxLength: 30 }))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 100 }), (parts) => {
        const bytes = parts.flatMap(([first, words, body]) => [...first, 0, words, ...body])
        expect(readRtcp(Uint8Array.from(bytes)).length).toBeLessThanOrEqual(64)
      }),
    )
  })
})

describe('what is written', () => {
  test('PLI, byte by byte (RFC 4585 section 6.3.1)', () => {
    expect(writePli(1, 2)).toEqual(hex('81ce0002 00000001 00000002'))
  })

  test('REMB: 18 bits of mantissa, rounded down', () => {
    expect(writeRemb(1, 8_000_000, [2])).toEqual(
      hex('8fce0005 00000001 00000000 52454d42 0117d090 00000002'),
    )
    for (const rate of [0, 1, 0x3ffff, 0x40000, 12_345_678, 1e9]) {
      const [told] = readRtcp(writeRemb(1, rate, [2, 3]))
      expect(told).toMatchObject({ kind: 'rate-limit', ssrcs: [2, 3] })
      if (told?.kind === 'rate-limit') {
        expect(told.bitsPerSecond).toBeLessThanOrEqual(rate)
        expect(told.bitsPerSecond).toBeGreaterThanOrEqual(rate * 0.9999)
      }
    }
  })

  test('NACK: seventeen at most to a word', () => {
    expect(writeNack(1, 2, [65535, 0, 15, 16])).toEqual(
      hex('81cd0004 00000001 00000002 ffff8001 00100000'),
    )
    const sequences = [3, 4, 5, 20, 500, 516, 517]
    expect(readRtcp(writeNack(1, 2, sequences))).toEqual([{ kind: 'nack', media: 2, sequences }])
  })
})
