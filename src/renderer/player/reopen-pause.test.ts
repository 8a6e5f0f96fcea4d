import { expect, test } from 'vitest'
import { reopenPause } from './reopen-pause'

test('opens again at once, then in growing pauses of at most five seconds', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 2000].map(reopenPause)).toEqual([
    0, 250, 500, 1000, 2000, 4000, 5000, 5000,
  ])
})
