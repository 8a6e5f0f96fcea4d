import { describe, expect, test } from 'vitest'
import { heldSince, stuckDecision, type DecoderPulse } from './stuck-policy'

const pulse = (some: Partial<DecoderPulse>): DecoderPulse => ({
  pending: 0,
  queue: 0,
  heldSince: undefined,
  fedSinceOutput: 0,
  firstFed: 0,
  software: false,
  renewals: 0,
  now: 10_000,
  ...some,
})

describe('a decoder that holds pictures back', () => {
  test('is noticed from the fourth picture on', () => {
    expect(heldSince(pulse({ pending: 3 }))).toBeUndefined()
    expect(heldSince(pulse({ pending: 4 }))).toBe(10_000)
    expect(heldSince(pulse({ pending: 9, heldSince: 8000 }))).toBe(8000)
  })

  test('is not one that has work waiting', () => {
    expect(heldSince(pulse({ pending: 300, queue: 290 }))).toBeUndefined()
    expect(heldSince(pulse({ pending: 6, queue: 3 }))).toBeUndefined()
  })

  test('goes to software after a second, once', () => {
    const held = { pending: 8, fedSinceOutput: 1, firstFed: 9990 }
    expect(stuckDecision(pulse({ ...held, heldSince: 9000 }))).toBe('wait')
    expect(stuckDecision(pulse({ ...held, heldSince: 8999 }))).toBe('software')
    expect(stuckDecision(pulse({ ...held, heldSince: 8999, software: true }))).toBe('wait')
  })
})

describe('a decoder that gives nothing', () => {
  test('is made anew two seconds after its first unit', () => {
    const silent = { pending: 2, fedSinceOutput: 2 }
    expect(stuckDecision(pulse({ ...silent, firstFed: 8000 }))).toBe('wait')
    expect(stuckDecision(pulse({ ...silent, firstFed: 7999 }))).toBe('renew')
    expect(stuckDecision(pulse({ ...silent, firstFed: 7999, software: true }))).toBe('renew')
  })

  test('is given twice the time after each one that gave nothing, up to sixteen seconds', () => {
    const after = (renewals: number, ms: number) =>
      stuckDecision(pulse({ pending: 2, fedSinceOutput: 2, firstFed: 10_000 - ms, renewals }))
    expect([after(1, 4000), after(1, 4001)]).toEqual(['wait', 'renew'])
    expect([after(3, 16_000), after(3, 16_001), after(99, 16_001)]).toEqual([
      'wait',
      'renew',
      'renew',
    ])
  })

  test('is not stuck while nothing is given to it', () => {
    expect(stuckDecision(pulse({ firstFed: 0 }))).toBe('wait')
  })

  test('may keep one picture of a stream that pauses', () => {
    expect(stuckDecision(pulse({ pending: 1, fedSinceOutput: 1, firstFed: 0 }))).toBe('wait')
  })
})
