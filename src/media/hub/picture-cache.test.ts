import { expect, test } from 'vitest'
import { PictureCache } from './picture-cache'
import { configOf, keyOf, unitOf } from './unit-fixture'

const numbers = (cache: PictureCache) => cache.replay().map(({ data }) => data[4])

test('keeps the newest group of pictures, its first unit with the configuration', () => {
  const cache = new PictureCache()
  cache.add(unitOf(0))
  expect(cache.replay()).toEqual([])
  for (const unit of [keyOf(1), unitOf(2), unitOf(3, { key: true }), unitOf(4)]) cache.add(unit)
  expect(numbers(cache)).toEqual([3, 4])
  expect(cache.replay()[0]?.config).toEqual(configOf(1280))
  expect(cache.replay()[1]).toEqual(unitOf(4))
})

test('an endless group of pictures is given up, by number and by bytes', () => {
  const cache = new PictureCache()
  cache.add(keyOf(0))
  for (let n = 1; n < 5000; n++) cache.add(unitOf(n))
  expect(cache.replay()).toEqual([])
  cache.add(unitOf(7, { key: true }))
  expect(numbers(cache)).toEqual([7])
  const data = new Uint8Array(1 << 20)
  for (let n = 0; n < 17; n++) cache.add(unitOf(n, { data }))
  expect(cache.replay()).toEqual([])
})

test('forgets everything when the publisher goes', () => {
  const cache = new PictureCache()
  cache.add(keyOf(0))
  cache.clear()
  cache.add(unitOf(1, { key: true }))
  expect(cache.replay()).toEqual([])
})
