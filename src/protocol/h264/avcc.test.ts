import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAvcC, writeAvcC } from './avcc'
import { readNals } from './fixtures/read-stream'
import { NAL, nalType } from './nal-units'

const of = (name: string, type: number) => readNals(name).filter((nal) => nalType(nal) === type)
const [sps = new Uint8Array(0)] = of('b-frames-high-vui', NAL.sps)
const [pps = new Uint8Array(0)] = of('b-frames-high-vui', NAL.pps)

describe('avcC', () => {
  test('is written as ISO/IEC 14496-15 says', () => {
    expect([...writeAvcC([sps], [pps])]).toEqual([
      ...[1, 0x64, 0, 0x0c, 0xff, 0xe1, 0, sps.length, ...sps],
      ...[1, 0, pps.length, ...pps],
      // chroma 4:2:0, 8 bits, no SPS extension
      ...[0xfd, 0xf8, 0xf8, 0],
    ])
  })

  test('several sets and any length size', () => {
    const record = writeAvcC([sps, sps], [pps, pps, pps])
    for (const size of [1, 2, 3, 4]) {
      record[4] = 0xfc | (size - 1)
      expect(readAvcC(record)).toEqual({
        ok: true,
        avcC: { lengthSize: size, sps: [sps, sps], pps: [pps, pps, pps] },
      })
    }
  })

  test('an empty record is one whose sets come later', () => {
    expect(readAvcC(Uint8Array.of(1, 66, 0, 30, 0xff, 0xe0, 0))).toEqual({
      ok: true,
      avcC: { lengthSize: 4, sps: [], pps: [] },
    })
  })

  test('problems', () => {
    const record = writeAvcC([sps], [pps])
    const needed = 6 + 2 + sps.length + 1 + 2 + pps.length
    for (let length = 0; length < needed; length++)
      expect(readAvcC(record.subarray(0, length))).toEqual({
        ok: false,
        problem: 'config-truncated',
      })
    expect(readAvcC(record.subarray(0, needed)).ok).toBe(true)
    expect(readAvcC(Uint8Array.of(0, ...record.subarray(1)))).toMatchObject({
      problem: 'config-version',
    })
  })

  test('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const read = readAvcC(Uint8Array.of(1, ...bytes))
        if (read.ok) expect(read.avcC.sps.length).toBeLessThan(32)
      }),
    )
  })
})
