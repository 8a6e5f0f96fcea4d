import { describe, expect, test } from 'vitest'
import { paintDecision } from './paint-policy'

describe('paintDecision', () => {
  test('paints as long as the decoder keeps up', () => {
    const decisions = [0, 1, 2, 3, 4, 40].map((queue) =>
      paintDecision({ queue, replay: false, sincePaintMs: 33 }),
    )
    expect(decisions).toEqual(['paint', 'paint', 'paint', 'paint', 'drop', 'drop'])
  })

  test('paints five pictures a second while it does not', () => {
    const decisions = [0, 199, 200, 5000, -1].map((sincePaintMs) =>
      paintDecision({ queue: 40, replay: false, sincePaintMs }),
    )
    expect(decisions).toEqual(['drop', 'drop', 'paint', 'paint', 'paint'])
  })

  test('fills an empty screen with whatever comes first', () => {
    expect(paintDecision({ queue: 299, replay: true, sincePaintMs: undefined })).toBe('paint')
    expect(paintDecision({ queue: 9, replay: false, sincePaintMs: undefined })).toBe('paint')
  })

  test('holds replayed pictures, however short the queue', () => {
    expect(paintDecision({ queue: 0, replay: true, sincePaintMs: 5000 })).toBe('hold')
    expect(paintDecision({ queue: 299, replay: true, sincePaintMs: 0 })).toBe('hold')
  })
})
