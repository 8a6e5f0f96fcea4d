import { expect, test } from 'vitest'
import { SteadyClock } from './steady-clock'

test('follows the wall clock, stands still when it is set back, takes a leap as one small step', () => {
  let wall = 1_000_000
  const clock = new SteadyClock(() => wall)
  wall += 700
  expect(clock.read()).toBe(700)
  wall -= 3_600_000
  expect(clock.read()).toBe(700)
  wall += 300
  expect(clock.read()).toBe(1000)
  wall += 3_600_000
  expect(clock.read()).toBe(6000)
})

test('names a steady time on the wall clock of now', () => {
  let wall = 1_000_000
  const clock = new SteadyClock(() => wall)
  wall += 500
  clock.read()
  expect(clock.wall(500)).toBe(1_000_500)
  expect(clock.wall(1500)).toBe(1_001_500)
})
