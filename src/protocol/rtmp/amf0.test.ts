import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAmf0 } from './amf0-reader'
import { amf0Object, amf0Text, type Amf0Value } from './amf0-value'
import { writeAmf0 } from './amf0-writer'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))

/** As FFmpeg writes the beginning of its `connect`. */
const CONNECT = bytes(
  '02 0007 636f6e6e656374 00 3ff0000000000000 03 0003 617070 02 0004 6c697665 000009',
)

describe('readAmf0', () => {
  test('reads a command of another encoder', () => {
    const result = readAmf0(CONNECT)
    expect(result).toEqual({ ok: true, values: ['connect', 1, new Map([['app', 'live']])] })
    expect(amf0Text(result.values[2], 'app')).toBe('live')
  })

  test('reads each type', () => {
    const all = bytes(
      '05 06 0101 0100 07 0001 0d 0a 00000001 05 0b 4059000000000000 0000 0c 00000001 61 0f 00000001 62 10 0001 54 0001 6b 05 000009 08 00000007 0001 6b 05 000009',
    )
    const kept = new Map([['k', null]])
    expect(readAmf0(all)).toEqual({
      ok: true,
      values: [
        null,
        undefined,
        true,
        false,
        undefined,
        undefined,
        [null],
        100,
        'a',
        'b',
        kept,
        kept,
      ],
    })
  })

  test('a cut at any place is a problem, or ends between two values', () => {
    for (let length = 0; length < CONNECT.length; length++) {
      const result = readAmf0(CONNECT.subarray(0, length))
      const between = [0, 10, 19].includes(length)
      expect(result.ok, String(length)).toBe(between)
    }
  })

  test('depth, number and foreign types are bounded', () => {
    const deep = bytes('0a00000001'.repeat(40) + '05')
    expect(readAmf0(deep)).toMatchObject({ ok: false, problem: 'too-deep' })
    expect(readAmf0(new Uint8Array(5000).fill(5))).toMatchObject({ problem: 'too-many-values' })
    expect(readAmf0(bytes('0a ffffffff 05'))).toMatchObject({ problem: 'truncated' })
    expect(readAmf0(bytes('02 0001 61 11'))).toEqual({
      ok: false,
      problem: 'unsupported-type',
      values: ['a'],
    })
  })

  test('a key is only a key', () => {
    const result = readAmf0(bytes('03 0009 5f5f70726f746f5f5f 02 0001 78 000009'))
    expect(result.values[0]).toEqual(new Map([['__proto__', 'x']]))
  })

  test('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
        const result = readAmf0(input)
        expect(result.values.length).toBeLessThanOrEqual(input.length)
      }),
    )
  })
})

describe('writeAmf0', () => {
  test('writes what another encoder writes', () => {
    expect(writeAmf0(['connect', 1, amf0Object({ app: 'live' })])).toEqual(CONNECT)
  })

  test('is read back', () => {
    const leaf = fc.oneof(
      fc.double({ noNaN: true }),
      fc.boolean(),
      fc.string(),
      fc.constant(null),
      fc.constant(undefined),
    )
    const tree: fc.Arbitrary<Amf0Value> = fc.oneof(
      leaf,
      fc.array(leaf, { maxLength: 5 }),
      fc.dictionary(fc.string({ minLength: 1 }), leaf, { maxKeys: 5 }).map(amf0Object),
    )
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 6 }), (values) => {
        expect(readAmf0(writeAmf0(values))).toEqual({ ok: true, values })
      }),
    )
  })

  test('a long text takes the long form', () => {
    const text = 'x'.repeat(70_000)
    expect(readAmf0(writeAmf0([text])).values).toEqual([text])
  })
})
