import { describe, expect, test } from 'vitest'
import { sampleDock } from './fleet-sample'
import { matches } from './fleet-search'

describe('search', () => {
  test.each(['dock 4', '7ctsample4', 'matrice', '大疆机场', 'M3TD 相机', '', '  DOCK   4 '])(
    '“%s” finds the dock',
    (query) => expect(matches(sampleDock(4), query)).toBe(true),
  )
  test.each(['dock 5', 'mavic', '(', '58', 'dock matrice 30'])('“%s” does not', (query) =>
    expect(matches(sampleDock(4), query)).toBe(false),
  )
})
