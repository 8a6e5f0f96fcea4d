import { readFixture } from '@protocol/dji/fixtures/read-fixture'
import type { FleetPatch } from '@shared/fleet'
import { beforeEach, describe, expect, test } from 'vitest'
import { Registry } from './registry'

const DOCK = '7CTDM2400B0107'
const AIRCRAFT = '1581F6Q8D23B00A7K0M1'
const encode = (message: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(message))

let waiting: { run: () => void; ms: number }[] = []
let patches: FleetPatch[] = []
let callsigns: Record<string, string> = {}
let registry: Registry

const runScheduled = (): void => {
  for (const { run } of waiting.splice(0)) run()
}
const receive = (name: string, at: number): void => {
  const { topic, payload } = readFixture(name)
  registry.receive(topic, payload, at)
}
const changes = (): FleetPatch[] => {
  runScheduled()
  return patches.splice(0)
}

beforeEach(() => {
  waiting = []
  patches = []
  callsigns = {}
  registry = new Registry({
    callsign: (sn) => callsigns[sn] ?? '',
    schedule: (run, ms) => {
      const entry = { run, ms }
      waiting.push(entry)
      return () => void waiting.splice(waiting.indexOf(entry), 1)
    },
  })
  registry.onPatch((patch) => patches.push(patch))
})

test('a gateway that the broker saw leave is offline until it is heard', () => {
  receive('osd-dock2-first-part', 3000)
  changes()
  registry.left(DOCK)
  registry.left('nobody')
  expect(changes()).toMatchObject([{ changed: [{ sn: DOCK, presence: 'offline' }] }])
  registry.tick(3500)
  expect(registry.gateway(DOCK)?.presence).toBe('offline')
  receive('osd-dock2-first-part', 4000)
  registry.tick(4500)
  expect(registry.gateway(DOCK)?.presence).toBe('online')
})

describe('a dock comes online', () => {
  test('topology, capacity, telemetry and status make one gateway', () => {
    callsigns[DOCK] = 'Pier 4'
    receive('update-topo-dock2-aircraft', 1000)
    receive('live-capacity-dock2', 2000)
    receive('osd-dock2-first-part', 3000)
    receive('osd-dock2-second-part', 3300)
    receive('osd-aircraft', 3500)
    receive('live-status-dock2', 4000)
    expect(registry.gateway(DOCK)).toMatchObject({
      kind: 'dock',
      model: { en: 'DJI Dock 2', known: true },
      callsign: 'Pier 4',
      presence: 'online',
      lastSeen: 4000,
      coexistMax: 2,
      deviceCoexistMax: { [DOCK]: 1, [AIRCRAFT]: 2 },
      capacityAssumed: false,
      modeCode: 4,
      remainUpload: 0,
      aircraft: {
        sn: AIRCRAFT,
        model: { en: 'Matrice 3TD' },
        online: true,
        batteryPercent: 71,
        modeCode: 5,
      },
    })
    const streams = registry.gateway(DOCK)?.streams
    expect(streams?.map(({ live, at }) => [live, at])).toEqual([
      [true, 4000],
      [false, 4000],
    ])
    expect(registry.fleet()).toHaveLength(1)
  })

  test('long ago: its osd alone tells what it is and, after a while, what it must have', () => {
    receive('osd-dock2-first-part', 1000)
    receive('osd-aircraft', 1200)
    expect(registry.gateway(DOCK)).toMatchObject({
      kind: 'dock',
      model: { en: 'DJI Dock 2' },
      aircraft: { model: { en: 'Matrice 3TD' }, online: true },
      cameras: [],
      capacityAssumed: true,
    })
    registry.tick(11_000)
    expect(registry.gateway(DOCK)?.cameras).toMatchObject([
      { sn: DOCK, positions: [0, 1], sources: [{ assumed: true }] },
      { sn: AIRCRAFT, cameraIndex: '81-0-0', sources: [{ assumed: true }] },
    ])
  })

  test('many messages make one patch, at most ten a second', () => {
    receive('update-topo-dock2-aircraft', 1000)
    receive('live-capacity-dock2', 1010)
    receive('osd-dock2-first-part', 1020)
    expect(waiting.map(({ ms }) => ms)).toEqual([100])
    const [patch, ...more] = changes()
    expect(more).toEqual([])
    expect(patch?.changed.map(({ sn }) => sn)).toEqual([DOCK])
  })

  test('an osd that changes nothing visible is silent but counts as a sign of life', () => {
    receive('update-topo-dock2-aircraft', 1000)
    receive('osd-dock2-first-part', 1020)
    receive('osd-aircraft', 1030)
    changes()
    receive('osd-dock2-first-part', 3020)
    receive('osd-dock2-second-part', 3100)
    changes()
    receive('osd-dock2-second-part', 5100)
    receive('osd-aircraft', 5200)
    expect(waiting).toEqual([])
    expect(registry.gateway(DOCK)?.lastSeen).toBe(5200)
  })

  test('a status said again on change is a fresh confirmation', () => {
    receive('live-status-dock2', 1000)
    changes()
    receive('live-status-dock2', 9000)
    expect(changes()[0]?.changed[0]?.streams[0]?.at).toBe(9000)
    receive('live-status-rc-struct', 9500)
    changes()
    receive('live-status-rc-struct', 11_500)
    expect(changes()).toEqual([])
    expect(registry.gateway('5YSZK9D0021H4P')?.streams[0]?.at).toBe(11_500)
  })

  test('a new callsign is shown without a message', () => {
    receive('update-topo-dock2-aircraft', 1000)
    changes()
    callsigns[DOCK] = 'Pier 9'
    registry.callsignsChanged()
    expect(changes()[0]?.changed[0]?.callsign).toBe('Pier 9')
    registry.callsignsChanged()
    expect(changes()).toEqual([])
    callsigns[DOCK] = 'Pier 10'
    registry.callsignsChanged('OTHER1')
    expect(changes()).toEqual([])
    registry.callsignsChanged(DOCK)
    expect(changes()[0]?.changed[0]?.callsign).toBe('Pier 10')
  })
})

describe('presence', () => {
  test('stale after ten seconds, offline after sixty, back with any message', () => {
    receive('update-topo-dock2-aircraft', 100_000)
    const presence = (): unknown => registry.gateway(DOCK)?.presence
    registry.tick(109_999)
    expect(presence()).toBe('online')
    registry.tick(110_000)
    expect(presence()).toBe('stale')
    expect(changes().at(-1)?.changed[0]?.presence).toBe('stale')
    registry.tick(160_000)
    expect(presence()).toBe('offline')
    receive('event-need-reply', 170_000)
    expect(presence()).toBe('online')
    expect(changes().at(-1)?.changed[0]?.presence).toBe('online')
  })

  test('a device clock changes nothing', () => {
    const { topic, message } = readFixture('osd-dock2-first-part')
    registry.receive(topic, encode({ ...message, timestamp: 9e15 }), 5000)
    expect(registry.gateway(DOCK)?.lastSeen).toBe(5000)
  })
})

describe('strangers', () => {
  test('a gateway that never says what it is goes after an hour of silence', () => {
    registry.receive('thing/product/STRANGER1/osd', encode({ data: { x: 1 } }), 1000)
    receive('update-topo-dock2-aircraft', 1000)
    expect(registry.fleet()).toHaveLength(2)
    changes()
    registry.tick(1000 + 3_599_999)
    expect(registry.gateway('STRANGER1')?.kind).toBe('unknown')
    registry.tick(1000 + 3_600_000)
    expect(registry.fleet().map(({ sn }) => sn)).toEqual([DOCK])
    expect(changes().at(-1)?.removed).toEqual(['STRANGER1'])
  })

  test('gateways beyond the most a fleet can have are counted and left out', () => {
    const payload = encode({ data: {} })
    for (let i = 0; i < 20_005; i++) registry.receive(`thing/product/G${i}/osd`, payload, 1000)
    expect(registry.fleet()).toHaveLength(20_000)
    expect(registry.counters.dropped['fleet-full']).toBe(5)
    receive('osd-aircraft', 1000)
    expect(registry.counters.dropped['fleet-full']).toBe(6)
  })
})
