import { describe, expect, test } from 'vitest'
import { longQueue, shouldSkip, type LongQueue } from './skip-policy'

/** When a queue of these lengths, seen at these times, leads to a skip; -1 for never. */
function skippedAt(seen: [at: number, queue: number][]): number {
  let long: LongQueue | undefined
  for (const [at, queue] of seen) {
    long = longQueue(long, queue, at)
    if (shouldSkip(long, at)) return at
  }
  return -1
}
/** A queue looked at each 100 ms from 0 on. */
const each100ms = (length: number, queue: (at: number) => number) =>
  Array.from({ length }, (_, i): [number, number] => [i * 100, queue(i * 100)])

describe('skipping to a key frame', () => {
  test('only after a queue was long for more than two seconds', () => {
    expect(skippedAt(each100ms(40, () => 4))).toBe(2100)
    expect(skippedAt(each100ms(40, () => 3))).toBe(-1)
  })

  test('not when the queue was short once in between', () => {
    expect(skippedAt(each100ms(40, (at) => (at === 1900 ? 3 : 40)))).toBe(-1)
  })

  test('not for the burst of a long group of pictures that a busy machine decodes in four seconds', () => {
    expect(skippedAt(each100ms(60, (at) => Math.max(0, 300 - (at * 300) / 4000)))).toBe(-1)
  })

  test('for one that shrinks too slowly, after five seconds', () => {
    expect(skippedAt(each100ms(99, (at) => 300 - at / 100))).toBe(5100)
  })

  test('two seconds after it began to grow again', () => {
    expect(skippedAt(each100ms(99, (at) => 50 + Math.abs(1000 - at) / 10))).toBe(3100)
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
