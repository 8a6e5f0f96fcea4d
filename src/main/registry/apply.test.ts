import { readFixture } from '@protocol/dji/fixtures/read-fixture'
import { parseProperties } from '@protocol/dji/osd'
import { parseTopology } from '@protocol/dji/topology'
import { describe, expect, test } from 'vitest'
import { apply } from './apply'
import { newFacts, type GatewayFacts } from './facts'

const DOCK = '7CTDM2400B0107'
const AIRCRAFT = '1581F6Q8D23B00A7K0M1'

const take = (facts: GatewayFacts, name: string, at: number): GatewayFacts => {
  const { topic, message } = readFixture(name)
  if (topic.endsWith('/status')) {
    const parsed = parseTopology(message['data'])
    if (!parsed) throw new Error(name)
    return apply(facts, { kind: 'topology', topology: parsed.topology }, at)
  }
  const properties = parseProperties(message['data'])
  if (!properties) throw new Error(name)
  const sn = topic.split('/')[2] ?? ''
  return sn === facts.sn
    ? apply(facts, { kind: 'gateway', properties, repeats: topic.endsWith('/osd') }, at)
    : apply(facts, { kind: 'aircraft', sn, properties }, at)
}

const said = (facts: GatewayFacts, data: unknown, at: number): GatewayFacts => {
  const properties = parseProperties(data)
  if (!properties) throw new Error('no properties')
  return apply(facts, { kind: 'gateway', properties, repeats: true }, at)
}

const flying = (): GatewayFacts =>
  ['update-topo-dock2-aircraft', 'live-capacity-dock2', 'osd-aircraft'].reduce(
    (facts, name) => take(facts, name, 1000),
    newFacts(DOCK, 1000),
  )

describe('an aircraft goes', () => {
  test('by topology; its battery stays on screen, its late osd does not revive it', () => {
    let facts = take(flying(), 'update-topo-dock2-alone', 10_000)
    expect(facts.aircraft).toMatchObject({ sn: AIRCRAFT, online: false, since: 10_000 })
    expect(facts.aircraft?.battery?.value).toBe(71)
    facts = take(facts, 'osd-aircraft', 12_000)
    expect(facts.aircraft?.online).toBe(false)
    facts = take(facts, 'osd-aircraft', 15_000)
    expect(facts.aircraft?.online).toBe(true)
  })

  test('by a capacity that no longer lists it, also when that comes first', () => {
    const facts = take(flying(), 'live-capacity-dock2-aircraft-off', 10_000)
    expect(facts.aircraft?.online).toBe(false)
    expect(facts.kept?.cameras).toHaveLength(2)
    expect(take(facts, 'update-topo-dock2-alone', 10_100).aircraft?.since).toBe(10_000)
  })

  test('by the dock’s own osd', () => {
    const sub_device = { device_sn: AIRCRAFT, device_online_status: 0, device_paired: 1 }
    expect(said(flying(), { sub_device }, 10_000).aircraft?.online).toBe(false)
  })

  test('and comes back without what its last flight said', () => {
    const gone = take(flying(), 'update-topo-dock2-alone', 10_000)
    const back = take(gone, 'update-topo-dock2-aircraft', 11_000)
    expect(back.aircraft).toMatchObject({ online: true, since: 11_000 })
    expect(back.aircraft?.battery).toBeUndefined()
    expect(back.kept?.sn).toBe(AIRCRAFT)
  })

  test('and another takes its place', () => {
    const parsed = parseTopology({ type: 2, sub_devices: [{ sn: 'OTHER1', type: 91 }] })
    const topology = parsed?.topology ?? { subDevices: [] }
    const facts = apply(flying(), { kind: 'topology', topology }, 20_000)
    expect(facts.aircraft).toMatchObject({ sn: 'OTHER1', battery: undefined })
    expect(facts.kept).toBeUndefined()
    expect(take(facts, 'osd-aircraft', 21_000).aircraft?.sn).toBe('OTHER1')
  })
})

describe('what is known of an aircraft without a topology', () => {
  test('paired and off', () => {
    const sub_device = { device_sn: AIRCRAFT, device_model_key: '0-91-1', device_online_status: 0 }
    const facts = said(newFacts(DOCK, 1000), { sub_device }, 1000)
    expect(facts.aircraft).toMatchObject({ sn: AIRCRAFT, modelKey: '0-91-1', online: false })
  })

  test('heard over the dock’s osd, its own osd or in a capacity', () => {
    for (const name of ['osd-dock2-first-part', 'osd-aircraft', 'live-capacity-dock2']) {
      const facts = take(newFacts(DOCK, 1000), name, 1000)
      expect(facts.aircraft).toMatchObject({ sn: AIRCRAFT, online: true })
    }
  })
})

describe('revisions', () => {
  test('the same again is no change to show, and what was is never changed in place', () => {
    const before = flying()
    const copy = structuredClone(before)
    const again = ['update-topo-dock2-aircraft', 'live-capacity-dock2', 'osd-aircraft'].reduce(
      (facts, name) => take(facts, name, 3000),
      before,
    )
    expect(again.revision).toBe(before.revision)
    expect(again.capacity).toBe(before.capacity)
    expect(again.aircraft?.battery).toEqual({ value: 71, at: 3000 })
    expect(take(before, 'osd-dock2-first-part', 3000).revision).toBeGreaterThan(before.revision)
    expect(before).toEqual(copy)
  })

  test('a capacity replaces the one before as a whole', () => {
    const facts = take(flying(), 'live-capacity-dock2-aircraft-off', 10_000)
    expect(facts.capacity?.devices.map(({ sn }) => sn)).toEqual([DOCK])
    expect(facts.capacity?.coexistMax).toBe(1)
    const back = take(facts, 'live-capacity-dock2', 20_000)
    expect(back.aircraft).toMatchObject({ online: true, since: 20_000 })
  })

  test('the best gateway of a two-dock flight', () => {
    const facts = take(flying(), 'state-aircraft-best-link', 2000)
    expect(facts.aircraft?.bestLinkGateway).toBe(DOCK)
  })
})
