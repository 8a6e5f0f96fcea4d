import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FlvReader } from './flv-reader'
import { flvHeader, flvVideoTag } from './flv-writer'
import { readVideoTag } from './video-tag-reader'

const file = new Uint8Array(readFileSync(new URL('fixtures/ffmpeg.flv', import.meta.url)))

/** Reads `bytes` in pieces of these sizes, again and again. */
const read = (bytes: Uint8Array, sizes: readonly number[]) => {
  const tags: { body: Uint8Array; timestamp: number }[] = []
  const reader = new FlvReader((body, timestamp) => tags.push({ body: body.slice(), timestamp }))
  let problem: ReturnType<FlvReader['push']>
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    problem = reader.push(bytes.subarray(at, at + size))
    at += size
  }
  return { tags, problem }
}
const whole = read(file, [file.length])

describe('FlvReader', () => {
  test('what FFmpeg writes, with sound and data passed over', () => {
    expect(whole.problem).toBeUndefined()
    const kinds = whole.tags.map(({ body }) => readVideoTag(body).kind)
    expect(kinds).toEqual(['config', ...Array(10).fill('unit'), 'end'])
    const times = whole.tags.map(({ timestamp }) => timestamp)
    expect(times.slice(1, -1)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900])
  })

  test('the same tags in whatever pieces', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(sizes, (pieces) => {
        expect(read(file, pieces)).toEqual(whole)
      }),
      { numRuns: 50 },
    )
    expect(read(file, [1])).toEqual(whole)
  })

  test('a picture is given with its last byte, before the back pointer', () => {
    const tag = flvVideoTag({
      codec: 'h264',
      packet: 'unit',
      key: true,
      timeMs: 0xfedcba98,
      compositionMs: 0,
      data: new Uint8Array(100_000).fill(7),
    })
    const { tags } = read(Uint8Array.of(...flvHeader(), ...tag.subarray(0, -4)), [1000])
    expect(tags).toHaveLength(1)
    expect(tags[0]?.timestamp).toBe(0xfedcba98)
    expect(tags[0]?.body).toHaveLength(100_005)
    expect(read(Uint8Array.of(...flvHeader(), ...tag.subarray(0, -5)), [1000]).tags).toEqual([])
  })

  test.each([
    ['a web page', [...Buffer.from('<!doctype html>')], 'not-flv'],
    ['a header of four gigabytes', [0x46, 0x4c, 0x56, 1, 1, 255, 255, 255, 255], 'not-flv'],
    ['a header that is too short', [0x46, 0x4c, 0x56, 1, 1, 0, 0, 0, 8], 'not-flv'],
    ['an unknown tag', [...flvHeader(), 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 'tag-unknown'],
    ['an encrypted tag', [...flvHeader(), 41, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 'tag-encrypted'],
    ['a huge picture', [...flvHeader(), 9, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0], 'tag-too-large'],
    ['an empty picture', [...flvHeader(), 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], undefined],
  ])('%s', (_, bytes, problem) => {
    expect(read(Uint8Array.from(bytes), [5])).toEqual({ tags: [], problem })
  })

  test('takes nothing after a problem', () => {
    const { tags, problem } = read(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, ...file), [50])
    expect({ tags, problem }).toEqual({ tags: [], problem: 'not-flv' })
  })

  test('never throws, and gives no more than came', () => {
    const hostile = fc.tuple(
      fc.array(fc.nat({ max: file.length - 1 }), { maxLength: 8 }),
      fc.uint8Array({ maxLength: 60 }),
      fc.integer({ min: 1, max: 400 }),
    )
    fc.assert(
      fc.property(hostile, ([places, values, size]) => {
        const bytes = file.slice()
        places.forEach((place, at) =>
          bytes.set(values.subarray(at, at + 3), Math.min(place, bytes.length - 3)),
        )
        const { tags } = read(bytes, [size])
        const given = tags.reduce((sum, { body }) => sum + body.length, 0)
        expect(given).toBeLessThan(bytes.length)
        expect(read(values, [size]).tags.length).toBeLessThan(values.length + 1)
      }),
    )
  })
})
