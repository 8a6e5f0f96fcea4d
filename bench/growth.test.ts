import { expect, test } from 'vitest'
import { growth } from './growth'

const line = (slope: number, noise: (at: number) => number) =>
  Array.from({ length: 60 }, (_, at) => ({ at, value: 300 + slope * at + noise(at) }))

test('steady growth is found under noise, and noise is none', () => {
  const noise = (at: number): number => 8 * Math.sin(at * 12.9898)
  expect(growth(line(1, noise))).toBeGreaterThan(50)
  expect(Math.abs(growth(line(0, noise)))).toBeLessThan(4)
})

test('a few outliers change nothing', () => {
  expect(growth(line(0, (at) => (at % 20 === 0 ? 500 : 0)))).toBe(0)
})

test('too few samples say nothing', () => {
  expect(growth([])).toBe(0)
  expect(
    growth([
      { at: 0, value: 1 },
      { at: 1, value: 9 },
    ]),
  ).toBe(0)
})
