import { describe, expect, test } from 'vitest'
import { longSince, shouldSkip, type LongSince } from './skip-policy'

interface Unit {
  at: number
  queue: number
  key?: boolean
}

/** When units that find such queues lead to a skip; -1 for never. */
function skippedAt(units: Unit[]): number {
  let since: LongSince
  for (const { at, queue, key = false } of units) {
    since = longSince(since, queue, at)
    if (shouldSkip(since, { key, queue }, at)) return at
  }
  return -1
}

describe('skipping', () => {
  test('happens at a key frame that finds the queue long for more than 300 ms', () => {
    const behind = (key: number): Unit[] => [
      { at: 1000, queue: 4 },
      { at: key, queue: 4, key: true },
    ]
    expect(skippedAt(behind(1300))).toBe(-1)
    expect(skippedAt(behind(1301))).toBe(1301)
  })

  test('does not happen without a key frame, however long the queue', () => {
    expect(
      skippedAt([
        { at: 0, queue: 4 },
        { at: 9000, queue: 270 },
        { at: 60_000, queue: 1500 },
      ]),
    ).toBe(-1)
  })

  test('does not happen when the queue was short once in between', () => {
    expect(
      skippedAt([
        { at: 0, queue: 14 },
        { at: 900, queue: 3 },
        { at: 1000, queue: 14, key: true },
      ]),
    ).toBe(-1)
  })

  test('happens at once where the key frame finds a second and more of pictures', () => {
    expect(
      skippedAt([
        { at: 0, queue: 14 },
        { at: 1, queue: 14, key: true },
        { at: 2, queue: 15 },
        { at: 3, queue: 15, key: true },
      ]),
    ).toBe(3)
  })

  test('bounds the memory of a stream without key frames', () => {
    expect(skippedAt([{ at: 0, queue: 1501 }])).toBe(0)
  })

  test('is not put off by a clock that is set back', () => {
    expect(
      skippedAt([
        { at: 900_000, queue: 9 },
        { at: 1000, queue: 9 },
        { at: 1301, queue: 9, key: true },
      ]),
    ).toBe(1301)
  })
})
