import { expect, test } from 'vitest'
import { PaceWatch } from './pace-watch'

const FPS = 15
const at = (ms: number): number => ms * 1000

test('a camera that keeps its pace, late now and then by less than half a picture', () => {
  const watch = new PaceWatch()
  const gaps = [0, 66, 140, 195, 267].map((ms) => watch.took(at(1e12 + ms), FPS))
  expect(gaps).toEqual([undefined, undefined, undefined, undefined, undefined])
})

test('pictures that were left out are told with the ones beside them', () => {
  const watch = new PaceWatch()
  watch.took(at(1e12), FPS)
  expect(watch.took(at(1e12 + 200), FPS)).toEqual({ from: 1e12, to: 1e12 + 200, pictures: 2 })
  expect(watch.took(at(1e12 + 267), FPS)).toBeUndefined()
})

test('a clock that was set back is no gap', () => {
  const watch = new PaceWatch()
  watch.took(at(1e12), FPS)
  expect(watch.took(at(1e12 - 5000), FPS)).toBeUndefined()
})
