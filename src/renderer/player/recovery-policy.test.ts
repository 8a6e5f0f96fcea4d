import { describe, expect, test } from 'vitest'
import { distrustHardware, isFailing, recentErrors, recovery } from './recovery-policy'

describe('recovery', () => {
  test('replays for the first three errors of ten seconds, then waits for a key frame', () => {
    expect([1, 2, 3, 4, 50].map(recovery)).toEqual([
      'resync',
      'resync',
      'resync',
      'wait-for-key',
      'wait-for-key',
    ])
  })

  test('forgets errors after ten seconds and errors from the future', () => {
    expect(recentErrors([1000, 5001, 5002, 15_000, 99_000], 15_001)).toEqual([5002, 15_000])
    expect(recentErrors([5000], 15_000)).toEqual([])
  })

  test('distrusts the graphics card at the second error', () => {
    expect([1, 2].map(distrustHardware)).toEqual([false, true])
  })

  test('tells the operator from the third error on, for two seconds after the last', () => {
    expect(isFailing([1, 2], 3)).toBe(false)
    expect(isFailing([1, 2, 3], 4)).toBe(true)
    expect(isFailing([1, 2, 3], 2002)).toBe(true)
    expect(isFailing([1, 2, 3], 2003)).toBe(false)
  })
})
