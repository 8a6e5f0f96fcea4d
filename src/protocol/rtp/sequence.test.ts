import { expect, test } from 'vitest'
import { nextSequence, sequenceDistance, WrapCounter } from './sequence'

test.each([
  [1, 0, 1],
  [0, 1, -1],
  [0, 65535, 1],
  [65535, 0, -1],
  [2, 65530, 8],
  [32767, 0, 32767],
  [32768, 0, -32768],
])('%i is ahead of %i by %i', (ahead, behind, distance) => {
  expect(sequenceDistance(ahead, behind)).toBe(distance)
})

test('the number after the last one is the first one', () => {
  expect([0, 65534, 65535].map(nextSequence)).toEqual([1, 65535, 0])
})

test('counts on through several turns, and back for what comes late', () => {
  const counter = new WrapCounter(16)
  const seen = [65534, 65535, 0, 65533, 2, 30000, 60000, 20000].map((value) =>
    counter.unwrap(value),
  )
  expect(seen).toEqual([65534, 65535, 65536, 65533, 65538, 95536, 125536, 151072])
})

test('timestamps of 32 bits', () => {
  const counter = new WrapCounter(32)
  expect([4294967000, 2704, 2 ** 31 - 1].map((value) => counter.unwrap(value))).toEqual([
    4294967000,
    4294967296 + 2704,
    2 ** 31 - 1 + 2 ** 32,
  ])
})
