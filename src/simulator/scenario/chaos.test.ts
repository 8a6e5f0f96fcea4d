import { expect, test } from 'vitest'
import { checkFault } from '../fault-switches'
import { chaosSteps } from './chaos'

const take = (seed: number, count: number, docks = 3) => {
  const steps = chaosSteps({ seed, perMinute: 6 }, docks)
  return Array.from({ length: count }, () => steps.next().value)
}

test('the same seed gives the same faults, another one others', () => {
  expect(take(7, 50)).toEqual(take(7, 50))
  expect(take(7, 50)).not.toEqual(take(8, 50))
})

test('steps are in order, as often as asked, for docks that exist and with valid values', () => {
  const steps = take(1, 3000)
  const times = steps.map((step) => step?.at ?? NaN)
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect((times.at(-1) ?? 0) / steps.length).toBeGreaterThan(9)
  expect((times.at(-1) ?? 0) / steps.length).toBeLessThan(11)
  expect(new Set(steps.map((step) => step?.dock))).toEqual(new Set([1, 2, 3]))
  for (const step of steps)
    expect(checkFault(step?.fault ?? '', step?.value === '' ? undefined : step?.value)).toEqual({
      name: step?.fault,
      value: step?.value,
    })
})
