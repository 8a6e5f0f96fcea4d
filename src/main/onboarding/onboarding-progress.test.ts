import { expect, test, vi } from 'vitest'
import { OnboardingProgress } from './onboarding-progress'

test('a dock goes forward only, and each step is told once', () => {
  const changed = vi.fn()
  const progress = new OnboardingProgress(changed)
  progress.reached('D1', 'connected')
  progress.reached('D1', 'connected')
  progress.reached('D2', 'bound')
  progress.reached('D1', 'licence')
  progress.reached('D2', 'licence')
  expect(progress.all()).toEqual({ D1: 'licence', D2: 'bound' })
  expect(changed).toHaveBeenCalledTimes(3)
})

test('invented docks beyond the most are left out and told to nobody', () => {
  const changed = vi.fn()
  const progress = new OnboardingProgress(changed)
  for (let dock = 0; dock < 1000; dock++) progress.reached(`D${dock}`, 'connected')
  expect(Object.keys(progress.all())).toHaveLength(200)
  expect(changed).toHaveBeenCalledTimes(200)
  progress.reached('D7', 'bound')
  expect(progress.all()['D7']).toBe('bound')
})
