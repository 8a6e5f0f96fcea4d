import { readFixture } from '@protocol/dji/fixtures/read-fixture'
import { expect, test } from 'vitest'
import { ClockSetBack } from './clock-set-back'
import { Registry } from './registry'

const DOCK = '7CTDM2400B0107'
const HOUR = 3_600_000
const START = 10 * HOUR

const heard = (...names: string[]) => {
  const registry = new Registry({ callsign: () => '', schedule: () => () => {} })
  const receive = (name: string, at: number): void => {
    const { topic, payload } = readFixture(name)
    registry.receive(topic, payload, at)
  }
  for (const name of names) receive(name, START)
  return { registry, receive }
}

test('only a large step back counts, and only once', () => {
  const clock = new ClockSetBack()
  expect(
    [START, START + 5, START - 995, START - HOUR, START - HOUR].map((at) => clock.by(at)),
  ).toEqual([0, 0, 0, HOUR + 5, 0])
})

test('a dock that falls silent while the clock is set back is missed as soon as ever', () => {
  const { registry } = heard('update-topo-dock2-aircraft')
  const presenceAt = (now: number): unknown => {
    registry.tick(now)
    return registry.gateway(DOCK)?.presence
  }
  const now = START - HOUR
  expect(presenceAt(now)).toBe('online')
  expect(registry.gateway(DOCK)?.lastSeen).toBe(now)
  expect(presenceAt(now + 9_999)).toBe('online')
  expect(presenceAt(now + 10_000)).toBe('stale')
  expect(presenceAt(now + 60_000)).toBe('offline')
})

test('an aircraft that went before the clock was set back comes again by its telemetry', () => {
  const { registry, receive } = heard('update-topo-dock2-aircraft', 'osd-aircraft')
  receive('update-topo-dock2-alone', START)
  expect(registry.gateway(DOCK)?.aircraft?.online).toBe(false)
  const now = START - HOUR
  receive('osd-aircraft', now + 1_000)
  expect(registry.gateway(DOCK)?.aircraft?.online).toBe(false)
  receive('osd-aircraft', now + 6_000)
  expect(registry.gateway(DOCK)?.aircraft?.online).toBe(true)
})

test('a value that stopped coming is forgotten in time', () => {
  const { registry, receive } = heard('update-topo-dock2-aircraft', 'osd-aircraft')
  expect(registry.gateway(DOCK)?.aircraft?.batteryPercent).toBe(71)
  for (let second = 0; second <= 60; second++) {
    const now = START - HOUR + second * 1000
    receive('event-need-reply', now)
    registry.tick(now)
  }
  expect(registry.gateway(DOCK)?.aircraft?.batteryPercent).toBeUndefined()
})
