import { expect, test } from 'vitest'
import { reached, tableOf } from './figure'
import { median, quantile } from './statistics'

test('a missed goal is seen at a glance', () => {
  const figures = [
    { name: 'one tile', value: 27.4, unit: 'ms', goal: { most: 60 } },
    { name: 'sixteen tiles', value: 0.0612, unit: 'core', goal: { most: 0.05 } },
    { name: 'idle', value: 3.21, unit: 'MiB' },
  ] as const
  expect(tableOf(figures).split('\n')).toEqual([
    'one tile          27  ms    at most 60     ok',
    'sixteen tiles  0.061  core  at most 0.050  MISSED',
    'idle            3.21  MiB',
  ])
  expect(figures.map(reached)).toEqual([true, false, true])
  expect(reached({ name: 'nothing seen', value: NaN, unit: 'ms', goal: { most: 1 } })).toBe(false)
})

test('medians and quantiles', () => {
  expect(median([5, 1, 9])).toBe(5)
  expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95)).toBe(10)
  expect(median([])).toBeNaN()
})
