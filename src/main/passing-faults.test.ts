import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PassingFaults } from './passing-faults'
import { SiteFaults } from './site-faults'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('is told for a while from its last time on, once, with its latest words', () => {
  const site = new SiteFaults(() => {})
  const passing = new PassingFaults(site, (act, ms) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  })
  site.raise({ code: 'wall-broken', at: 1 })
  passing.raise({ code: 'window-crashed', at: 2, detail: 'oom' })
  vi.advanceTimersByTime(50_000)
  passing.raise({ code: 'window-crashed', at: 3, detail: 'killed' })
  expect(site.all().map(({ code, detail }) => [code, detail])).toEqual([
    ['wall-broken', undefined],
    ['window-crashed', 'killed'],
  ])
  vi.advanceTimersByTime(50_000)
  expect(site.all()).toHaveLength(2)
  vi.advanceTimersByTime(10_000)
  expect(site.all().map(({ code }) => code)).toEqual(['wall-broken'])
})
