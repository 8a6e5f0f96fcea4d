import { expect, test } from 'vitest'
import { GLASS_MS, shownAge } from './shown-age'

test('while pictures flow it does not depend on the moment of the look', () => {
  const at = (sincePaint: number): number =>
    shownAge({ sinceArrival: 12 + sincePaint, sincePaint, painted: 20, span: 1000 })
  expect([0, 10, 49, 60].map(at)).toEqual(Array(4).fill(12 + 25 + GLASS_MS))
})

test('a picture that stays for too long grows older by itself', () => {
  const at = (sincePaint: number): number =>
    shownAge({ sinceArrival: 12 + sincePaint, sincePaint, painted: 20, span: 1000 })
  expect([100, 700].map(at)).toEqual([112 + GLASS_MS, 712 + GLASS_MS])
})

test('one of few pictures is dated for itself', () => {
  const picture = { sinceArrival: 400, sincePaint: 390, painted: 2, span: 1000 }
  expect(shownAge(picture)).toBe(400 + GLASS_MS)
})
