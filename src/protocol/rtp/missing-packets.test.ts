import { describe, expect, test } from 'vitest'
import { MissingPackets } from './missing-packets'

const POLICY = { firstAfterMs: 5, againAfterMs: 20, giveUpAfterMs: 200 }
const arrived = (missing: MissingPackets, sequences: number[], now: number) => {
  for (const sequence of sequences) missing.arrived(sequence, now)
}

describe('MissingPackets', () => {
  test('what only changed places is not asked for', () => {
    const missing = new MissingPackets(POLICY)
    arrived(missing, [1, 3], 0)
    expect(missing.due(4)).toEqual([])
    arrived(missing, [2], 4)
    expect(missing.due(100)).toEqual([])
  })

  test('asks over the end of the numbers, again after the guessed round trip, and gives up', () => {
    const missing = new MissingPackets(POLICY)
    arrived(missing, [65534, 1], 0)
    expect(missing.due(5)).toEqual([65535, 0])
    expect(missing.due(79)).toEqual([])
    expect(missing.due(80)).toEqual([65535, 0])
    arrived(missing, [0], 90)
    expect(missing.due(160)).toEqual([65535])
    expect(missing.due(201)).toEqual([])
    expect(missing.due(1000)).toEqual([])
  })

  test('learns the round trip from repeats that were asked for once', () => {
    const missing = new MissingPackets(POLICY)
    arrived(missing, [0], 0)
    for (let now = 0, sequence = 1; sequence < 60; now += 100, sequence += 2) {
      arrived(missing, [sequence + 1], now)
      expect(missing.due(now + 5)).toEqual([sequence])
      arrived(missing, [sequence], now + 7)
    }
    arrived(missing, [70], 10_000)
    expect(missing.due(10_005)).toHaveLength(9)
    expect(missing.due(10_024)).toEqual([])
    expect(missing.due(10_025)).toHaveLength(9)
  })

  test('the lost end of a picture is asked for before the next picture shows the hole', () => {
    const missing = new MissingPackets(POLICY)
    missing.arrived(1, 0, true)
    missing.arrived(2, 66, false)
    missing.arrived(3, 67, false)
    expect(missing.due(86)).toEqual([])
    expect(missing.due(87)).toEqual([4])
    // The next picture; the guessed round trip is not over.
    missing.arrived(5, 132, false)
    expect(missing.due(140)).toEqual([])
    missing.arrived(4, 145, true)
    expect(missing.due(151)).toEqual([])
    // The end of this one is lost as well, and its answer too.
    expect(missing.due(152)).toEqual([6])
    expect(missing.due(227)).toEqual([6])
    missing.arrived(6, 230, true)
    expect(missing.due(500)).toEqual([])
  })

  test('of a publisher that marks no ends nothing is asked that it has not sent', () => {
    const missing = new MissingPackets(POLICY)
    for (let sequence = 1; sequence < 20; sequence++) {
      missing.arrived(sequence, sequence * 33, false)
      expect(missing.due(sequence * 33 + 30)).toEqual([])
    }
  })

  test('an outage is nothing to ask about, and never more than a bounded number is missing', () => {
    const missing = new MissingPackets(POLICY)
    arrived(missing, [1, 5000], 0)
    expect(missing.due(10)).toEqual([])
    arrived(missing, [5400, 5800, 6200, 6600], 10)
    expect(missing.due(20)).toHaveLength(1000)
  })
})
