import { describe, expect, test } from 'vitest'
import { longSince, shouldSkip, type LongSince } from './skip-policy'

/** When a queue of these lengths, seen at these times, leads to a skip; -1 for never. */
function skippedAt(seen: [at: number, queue: number][]): number {
  let since: LongSince
  for (const [at, queue] of seen) {
    since = longSince(since, queue, at)
    if (shouldSkip(since, at)) return at
  }
  return -1
}

describe('skipping to a key frame', () => {
  test('only after a queue was long for more than two seconds', () => {
    expect(
      skippedAt([
        [1000, 4],
        [2000, 50],
        [3000, 50],
        [3001, 50],
      ]),
    ).toBe(3001)
  })

  test('not when the queue was short once in between', () => {
    expect(
      skippedAt([
        [1000, 40],
        [2900, 3],
        [3000, 40],
        [4999, 40],
      ]),
    ).toBe(-1)
  })

  test('not for the burst of a long group of pictures, decoded in two seconds', () => {
    const burst = Array.from({ length: 20 }, (_, i): [number, number] => [i * 100, 300 - i * 15])
    expect(skippedAt([...burst, [2000, 0], [2100, 1]])).toBe(-1)
  })

  test('a clock that is set back begins the patience anew', () => {
    expect(
      skippedAt([
        [900_000, 9],
        [1000, 9],
        [2900, 9],
        [3001, 9],
      ]),
    ).toBe(3001)
  })
})
