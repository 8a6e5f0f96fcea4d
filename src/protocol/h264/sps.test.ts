import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BitReader } from './bit-reader'
import { BitWriter } from './bit-writer'
import { escapeNal, unescapeNal } from './emulation-prevention'
import { readNals } from './fixtures/read-stream'
import { NAL, nalType } from './nal-units'
import { avcCodecString, readSps, type Sps } from './sps'
import { spsWithoutReordering } from './sps-without-reordering'

const spsOf = (name: string): { nal: Uint8Array; sps: Sps }[] =>
  readNals(name)
    .filter((nal) => nalType(nal) === NAL.sps)
    .flatMap((nal) => {
      const sps = readSps(nal)
      return sps ? [{ nal, sps }] : []
    })
const STREAMS = [
  'b-frames-high-vui',
  'baseline',
  'size-change',
  'openh264',
  'interlaced-444',
] as const

describe('readSps', () => {
  // What ffprobe says of the same files.
  test.each([
    { name: 'b-frames-high-vui', codec: 'avc1.64000c', size: [320, 180], reorder: 2 },
    { name: 'baseline', codec: 'avc1.42c00b', size: [320, 240], reorder: 0 },
    { name: 'openh264', codec: 'avc1.42c00b', size: [322, 182], reorder: 0 },
    { name: 'interlaced-444', codec: 'avc1.f40015', size: [160, 120], reorder: 2 },
  ])('$name', ({ name, codec, size, reorder }) => {
    const sps = spsOf(name)[0]?.sps
    expect([sps?.width, sps?.height]).toEqual(size)
    expect(sps && avcCodecString(sps)).toBe(codec)
    expect(sps?.vui?.restriction?.maxReorderFrames).toBe(reorder)
  })

  test('a change of size inside a stream, with HRD in its VUI', () => {
    const sizes = spsOf('size-change').map(
      ({ sps }) => `${String(sps.width)}x${String(sps.height)}`,
    )
    expect([...new Set(sizes)]).toEqual(['320x240', '480x270'])
    expect(spsOf('size-change').at(-1)?.sps.vui?.restriction).toBeDefined()
  })

  test('what is cut off is refused, or keeps its size without the VUI', () => {
    for (const name of STREAMS)
      for (const { nal, sps } of spsOf(name))
        for (let length = 0; length < nal.length; length++) {
          const cut = readSps(nal.subarray(0, length))
          if (cut?.width === sps.width) expect(cut.height).toBe(sps.height)
          if (cut?.vuiBroken) expect(cut.vui).toBeUndefined()
          if (length < 8) expect(cut).toBeUndefined()
        }
  })

  test('any bytes give nothing or a sane picture', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        const sps = readSps(Uint8Array.of(0x67, ...bytes))
        if (!sps) return
        expect(sps.width).toBeGreaterThan(0)
        expect(sps.width).toBeLessThanOrEqual(16_384)
        expect(sps.height).toBeLessThanOrEqual(16_384)
        const again = readSps(spsWithoutReordering(Uint8Array.of(0x67, ...bytes), sps))
        if (!sps.vuiBroken) expect(again).toMatchObject({ width: sps.width, height: sps.height })
      }),
      { numRuns: 2000 },
    )
  })
})

describe('spsWithoutReordering', () => {
  test.each(STREAMS)('promises no reordering and keeps the rest: %s', (name) => {
    for (const { nal, sps } of spsOf(name)) {
      const rewritten = spsWithoutReordering(nal, sps)
      const again = readSps(rewritten)
      const { vui, vuiFlagAt, vuiBroken, ...picture } = sps
      expect(again).toMatchObject({ ...picture, vuiFlagAt, vuiBroken })
      expect(again?.vui?.restriction).toMatchObject({ maxReorderFrames: 0 })
      const held = again?.vui?.restriction?.maxDecFrameBuffering
      expect(held).toBe(
        Math.max(vui?.restriction?.maxDecFrameBuffering ?? 1, sps.maxReferenceFrames),
      )
      if (vui) expect(again?.vui?.restrictionFlagAt).toBe(vui.restrictionFlagAt)
    }
  })

  test('an SPS without VUI gets one', () => {
    const first = spsOf('baseline')[0]
    if (!first) throw new Error('no SPS in the fixture')
    const writer = new BitWriter()
    const reader = new BitReader(unescapeNal(first.nal))
    while (reader.at < first.sps.vuiFlagAt) writer.bit(reader.bit())
    const bare = escapeNal(writer.bit(0).finish())
    const sps = readSps(bare)
    expect(sps?.vui).toBeUndefined()
    const again = sps && readSps(spsWithoutReordering(bare, sps))
    expect(again).toMatchObject({ width: 320, height: 240, vuiBroken: false })
    expect(again?.vui?.restriction?.maxReorderFrames).toBe(0)
  })

  test('is left as it is when it promised so already', () => {
    const first = spsOf('baseline')[0]
    expect(first && spsWithoutReordering(first.nal, first.sps)).toBe(first?.nal)
  })
})

describe('bits', () => {
  test('Exp-Golomb codes of table 9-2', () => {
    const reader = new BitReader(Uint8Array.of(0b1_010_011_0, 0b0100_0010, 0b1_0000000))
    expect(Array.from({ length: 5 }, () => reader.unsigned())).toEqual([0, 1, 2, 3, 4])
    expect(reader.overrun).toBe(false)
  })

  test('emulation prevention both ways', () => {
    const plain = Uint8Array.of(0x67, 0, 0, 0, 0, 0, 1, 0, 0, 3, 9)
    const escaped = Uint8Array.of(0x67, 0, 0, 3, 0, 0, 3, 0, 1, 0, 0, 3, 3, 9)
    expect(escapeNal(plain)).toEqual(escaped)
    expect(unescapeNal(escaped)).toEqual(plain)
    const few = fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3, 4, 255), { maxLength: 60 })
    fc.assert(
      fc.property(few, (numbers) => {
        const bytes = Uint8Array.from(numbers)
        const there = escapeNal(bytes)
        expect(unescapeNal(there)).toEqual(bytes)
        expect(Buffer.from(there).includes(Buffer.of(0, 0, 0))).toBe(false)
      }),
    )
  })

  test('numbers are read back', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 0xfffffffe }), { maxLength: 20 }), (numbers) => {
        const writer = new BitWriter()
        for (const number of numbers) writer.unsigned(number)
        const reader = new BitReader(writer.finish())
        expect(numbers.map(() => reader.unsigned())).toEqual(numbers)
      }),
    )
  })
})
