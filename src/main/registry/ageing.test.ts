import { describe, expect, test } from 'vitest'
import { age, presenceAt } from './ageing'
import { newFacts, type GatewayFacts } from './facts'

test.each([
  [100_000, 100_000, 'online'],
  [100_000, 109_999, 'online'],
  [100_000, 110_000, 'stale'],
  [100_000, 159_999, 'stale'],
  [100_000, 160_000, 'offline'],
  [0, 5000, 'offline'],
  [100_000, 90_000, 'online'],
])('seen at %d, it is %d: %s', (lastSeen, now, presence) => {
  expect(presenceAt(lastSeen, now)).toBe(presence)
})

describe('age', () => {
  const heard = (change: Partial<GatewayFacts>): GatewayFacts => ({
    ...newFacts('D1', 100_000),
    ...change,
  })

  test('nothing due gives the same object', () => {
    const facts = heard({ modeCode: { value: 4, at: 100_000 } })
    expect(age(facts, 109_999)).toBe(facts)
  })

  test('cameras are assumed ten seconds after a gateway was first heard', () => {
    const facts = heard({})
    const aged = age(facts, 110_000)
    expect(aged).toMatchObject({ assume: true, revision: 1 })
    expect(age(heard({ capacity: { devices: [] } }), 110_000)).toMatchObject({ revision: 0 })
    expect(age(newFacts('D1', 0), 900_000).assume).toBe(false)
  })

  test('a value its device stopped sending is forgotten', () => {
    const facts = heard({
      assume: true,
      modeCode: { value: 4, at: 150_000 },
      remainUpload: { value: 3, at: 100_000 },
    })
    expect(age(facts, 160_000)).toMatchObject({
      remainUpload: undefined,
      modeCode: { value: 4 },
      revision: 1,
    })
  })

  test('an aircraft that is off keeps what it said last', () => {
    const aircraft = {
      sn: 'A1',
      modelKey: undefined,
      online: true,
      since: 100_000,
      battery: { value: 50, at: 100_000 },
      modeCode: { value: 5, at: 100_000 },
      bestLinkGateway: undefined,
      payloads: [],
    }
    const on = age(heard({ assume: true, aircraft }), 160_000)
    expect(on.aircraft).toMatchObject({ battery: undefined, modeCode: undefined })
    const off = heard({ assume: true, aircraft: { ...aircraft, online: false } })
    expect(age(off, 160_000)).toBe(off)
  })
})
