import { expect, test } from 'vitest'
import { madeSecret } from './made-secret'

test('has the length asked for and no letters that look alike', () => {
  for (const length of [1, 8, 16, 40]) {
    const secret = madeSecret(length)
    expect(secret).toHaveLength(length)
    expect(secret).toMatch(/^[a-z2-9]+$/)
    expect(secret).not.toMatch(/[ilo01]/)
  }
})

test('never comes twice and uses all its letters about equally', () => {
  const made = Array.from({ length: 2000 }, () => madeSecret(16))
  expect(new Set(made).size).toBe(2000)
  const counts = new Map<string, number>()
  for (const letter of made.join('')) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  const expected = (2000 * 16) / 31
  expect(counts.size).toBe(31)
  for (const [letter, count] of counts) {
    expect(Math.abs(count - expected), letter).toBeLessThan(expected * 0.25)
  }
})
