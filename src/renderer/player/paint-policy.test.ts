import { describe, expect, test } from 'vitest'
import { paintDecision } from './paint-policy'

describe('paintDecision', () => {
  test('paints as long as the decoder keeps up', () => {
    const decisions = [0, 1, 2, 3, 4, 40].map((queue) =>
      paintDecision({ queue, replay: false, blank: false }),
    )
    expect(decisions).toEqual(['paint', 'paint', 'paint', 'paint', 'drop', 'drop'])
  })

  test('fills an empty screen with whatever comes first', () => {
    expect(paintDecision({ queue: 299, replay: true, blank: true })).toBe('paint')
    expect(paintDecision({ queue: 9, replay: false, blank: true })).toBe('paint')
  })

  test('holds replayed pictures, however short the queue', () => {
    expect(paintDecision({ queue: 0, replay: true, blank: false })).toBe('hold')
    expect(paintDecision({ queue: 299, replay: true, blank: false })).toBe('hold')
  })
})
