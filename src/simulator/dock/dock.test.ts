import { readFixture } from '@protocol/dji/fixtures/read-fixture'
import { expect, test } from 'vitest'
import { DockBench } from './dock-bench'

const sample = (name: string): Record<string, unknown> =>
  readFixture(name).message['data'] as Record<string, unknown>
const methods = (bench: DockBench, topic: string): unknown[] =>
  bench.on(topic).map(({ message }) => message['method'])

test('a bound dock asks for its licence and its binding, then announces itself', () => {
  const bench = new DockBench().up()
  expect(methods(bench, 'requests')).toEqual(['config', 'airport_bind_status'])
  expect(bench.on('requests')[0]?.data).toEqual(sample('config-request'))
  expect(methods(bench, 'status')).toEqual(['update_topo', 'update_topo'])
  expect(bench.dock.state).toBe('aircraft-on')
})

test('an unbound dock binds itself and its aircraft by name', () => {
  const bench = new DockBench()
  bench.bound = false
  bench.up()
  expect(methods(bench, 'requests')).toEqual([
    'config',
    'airport_bind_status',
    'airport_organization_get',
    'airport_organization_bind',
  ])
  const devices = bench.on('requests').at(-1)?.data['bind_devices'] as Record<string, unknown>[]
  expect(devices.map((device) => device['device_model_key'])).toEqual(['3-2-0', '0-91-1'])
  expect(bench.dock.state).toBe('aircraft-on')
})

test('topology and capacity are what the samples of DJI show', () => {
  const bench = new DockBench().up()
  const secrets = { device_secret: '', nonce: '', thing_version: '1.1.2' }
  const topology = sample('update-topo-dock2-aircraft')
  const [subDevice] = topology['sub_devices'] as object[]
  expect(bench.on('status').at(-1)?.data).toEqual({
    ...topology,
    ...secrets,
    sub_devices: [{ ...subDevice, ...secrets }],
  })
  expect(bench.state('live_capacity')).toEqual(sample('live-capacity-dock2')['live_capacity'])
  bench.dock.setAircraft(false)
  bench.clock.pass(3000)
  expect(bench.state('live_capacity')).toEqual(
    sample('live-capacity-dock2-aircraft-off')['live_capacity'],
  )
})

test.each([
  ['dock1', 'live-capacity-dock1'],
  ['dock3', 'live-capacity-dock3'],
] as const)('the capacity of %s is that of its sample', (kind, name) => {
  const capacity = sample(name)['live_capacity'] as { device_list: { sn: string }[] }
  const [sn, aircraftSn] = capacity.device_list.map((device) => device.sn)
  if (sn === undefined || aircraftSn === undefined) throw new Error('the sample lacks a device')
  const bench = new DockBench({ kind, sn, aircraftSn }).up()
  expect(bench.state('live_capacity')).toEqual(capacity)
})

test('a remote goes online without asking anything', () => {
  const bench = new DockBench({ kind: 'rc' }).up()
  expect(bench.on('requests')).toEqual([])
  expect(bench.on('status')[0]?.data).toMatchObject({ domain: '2', type: 119 })
  const { data } = bench.on('osd').find(({ topic }) => topic.includes('7CTDM')) ?? {}
  expect(data).toHaveProperty('wireless_link')
})

test('a topology nobody confirms is repeated every five seconds', () => {
  const bench = new DockBench({ kind: 'rc', options: { aircraft: false } })
  bench.answers = false
  bench.dock.powerOn()
  bench.clock.pass(16_000)
  expect(bench.on('status')).toHaveLength(4)
  bench.answers = true
  bench.clock.pass(60_000)
  expect(bench.on('status')).toHaveLength(5)
})

test('one osd cycle comes in pieces every two seconds, capacity only when it changes', () => {
  const bench = new DockBench().up()
  bench.said.length = 0
  bench.clock.pass(10_000)
  const own = bench.on('osd').filter(({ topic }) => topic.includes('7CTDM'))
  expect(own).toHaveLength(15)
  expect(own.filter(({ data }) => 'cover_state' in data)).toHaveLength(5)
  expect(own.some(({ data }) => 'cover_state' in data && 'sub_device' in data)).toBe(false)
  expect(bench.on('osd').filter(({ topic }) => topic.includes('1581F'))).toHaveLength(5)
  expect(bench.on('state')).toEqual([])
})

test('config that nobody answers is asked three times, then the dock backs off and tries again', () => {
  const bench = new DockBench()
  bench.answers = false
  bench.dock.powerOn()
  bench.clock.pass(31_000)
  expect(methods(bench, 'requests')).toEqual(['config', 'config', 'config'])
  expect(bench.connected).toBe(false)
  bench.answers = true
  bench.clock.pass(15_000)
  expect(bench.dock.state).toBe('aircraft-on')
})

test.each(['license=reject', 'license=strict'])('%s keeps a dock off line', (fault) => {
  const bench = new DockBench({ faults: [fault] })
  if (fault.endsWith('strict')) bench.answers = false
  bench.up()
  expect(bench.on('status')).toEqual([])
})

test('after a reconnect the dock announces itself again without asking for its licence', () => {
  const bench = new DockBench().up()
  bench.said.length = 0
  bench.drop()
  expect(bench.dock.state).toBe('boot')
  bench.clock.pass(5000)
  expect(bench.said).toEqual([])
  bench.connect()
  bench.clock.pass(100)
  expect(methods(bench, 'requests')).toEqual([])
  expect(bench.on('status').at(-1)?.data['sub_devices']).toHaveLength(1)
  expect(bench.state('live_capacity')).toBeDefined()
})

test('no-capacity keeps it back after a reconnect', () => {
  const bench = new DockBench({ faults: ['no-capacity'] }).up()
  expect(bench.state('live_capacity')).toBeDefined()
  bench.said.length = 0
  bench.drop()
  bench.connect()
  bench.clock.pass(5000)
  expect(bench.on('osd').length).toBeGreaterThan(0)
  expect(bench.state('live_capacity')).toBeUndefined()
})

test('drone_open needs debug mode, reports progress and brings the aircraft up', () => {
  const bench = new DockBench({ options: { aircraft: false } }).up()
  expect(bench.result('drone_open', null)).toBe(314000)
  expect(bench.result('debug_mode_open', null)).toBe(0)
  expect(bench.result('drone_open', null)).toBe(0)
  expect(bench.dock.state).toBe('aircraft-on')
  expect(methods(bench, 'events')).toEqual(['drone_open', 'drone_open', 'drone_open'])
})
