import { expect, test } from 'vitest'
import { ageNumber, pictureAge, rateText } from './picture-age'

test('the age is what the player said', () => {
  expect(pictureAge({ painted: 15, ageMs: 80, at: 1000 }, 1900)).toBe(80)
})

test('a player that falls silent makes its picture older', () => {
  expect(pictureAge({ painted: 15, ageMs: 80, at: 1000 }, 6000)).toBeGreaterThan(3000)
})

test('without a picture there is no age', () => {
  expect(pictureAge(undefined, 5)).toBeUndefined()
  expect(pictureAge({ painted: 0, ageMs: -1, at: 0 }, 5)).toBeUndefined()
})

test.each([
  [40, '0.0'],
  [120, '0.1'],
  [2600, '2.6'],
  [64_200, '64'],
])('%i ms is %s s', (ms, text) => expect(ageNumber(ms)).toBe(text))

test('bit rates', () => {
  expect(rateText(2_140_000)).toBe('2.1 Mbit/s')
  expect(rateText(512_000)).toBe('512 kbit/s')
})
