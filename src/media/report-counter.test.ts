import { expect, test } from 'vitest'
import { ReportCounter } from './report-counter'

test('counts alike things together', () => {
  const counter = new ReportCounter()
  for (const about of ['a', 'b', 'a']) counter.add('late', about)
  expect(counter.take()).toEqual([
    { reason: 'late', about: 'a', count: 2 },
    { reason: 'late', about: 'b', count: 1 },
  ])
  expect(counter.take()).toEqual([])
})

test('a flood of different senders stays bounded and is all counted', () => {
  const counter = new ReportCounter()
  for (let n = 0; n < 10_000; n++) counter.add('late', String(n))
  const counted = counter.take()
  expect(counted.length).toBeLessThan(70)
  expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(10_000)
})
