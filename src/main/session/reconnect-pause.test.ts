import { expect, test } from 'vitest'
import { reconnectPause } from './reconnect-pause'

test('grows from half a second to half a minute where the broker refuses', () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 1000].map((at) => reconnectPause(at, false, () => 0))
  expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
})

test('stays within a second where nobody listens, and within five when that lasts', () => {
  const pauses = [1, 2, 3, 100, 121, 100_000].map((at) => reconnectPause(at, true, () => 0))
  expect(pauses).toEqual([500, 1000, 1000, 1000, 5000, 5000])
})

test('is up to half shorter by chance', () => {
  expect(reconnectPause(3, false, () => 1)).toBe(1000)
  expect(reconnectPause(3, false, () => 0.5)).toBe(1500)
})
