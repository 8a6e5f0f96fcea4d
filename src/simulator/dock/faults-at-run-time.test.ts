import { readFixture } from '@protocol/dji/fixtures/read-fixture'
import { expect, test } from 'vitest'
import { DockBench } from './dock-bench'

const START = readFixture('live-start-request').message['data'] as Record<string, unknown>

test('power that is cut stays away until the fault is off, then the dock boots', () => {
  const bench = new DockBench().up()
  bench.result('live_start_push', START)
  bench.faults.set('power-cycle', '0')
  expect(bench.dock.state).toBe('off')
  expect(bench.pushes[0]?.stopped).toBe(true)
  bench.clock.pass(120_000)
  expect(bench.dock.state).toBe('off')
  bench.faults.set('power-cycle', undefined)
  bench.clock.pass(20_000)
  expect(bench.dock.state).toBe('aircraft-on')
})

test('a cycle strikes at once when it is switched on and goes on until it is off', () => {
  const bench = new DockBench().up()
  const off = (): number => bench.events.filter(({ kind }) => kind === 'dock-offline').length
  bench.faults.set('drop-mqtt', '20')
  expect([bench.connected, off()]).toEqual([false, 1])
  bench.clock.pass(5000)
  expect(bench.connected).toBe(true)
  bench.clock.pass(40_000)
  expect(off()).toBeGreaterThanOrEqual(2)
  bench.faults.set('drop-mqtt', undefined)
  bench.clock.pass(5000)
  const before = off()
  bench.clock.pass(60_000)
  expect([bench.connected, off()]).toEqual([true, before])
})

test('a link that is gone comes back with the end of the fault, streams stay', () => {
  const bench = new DockBench().up()
  bench.result('live_start_push', START)
  bench.faults.set('drop-mqtt', '0')
  bench.clock.pass(60_000)
  expect([bench.connected, bench.pushes[0]?.stopped]).toEqual([false, false])
  bench.faults.set('drop-mqtt', undefined)
  bench.clock.pass(1000)
  expect(bench.connected).toBe(true)
})

test('an aircraft that is off cannot be switched on, and comes back by itself', () => {
  const bench = new DockBench().up()
  bench.faults.set('aircraft-cycle', '0')
  expect(bench.dock.state).toBe('online')
  bench.dock.setAircraft(true)
  bench.clock.pass(30_000)
  expect(bench.dock.state).toBe('online')
  bench.faults.set('aircraft-cycle', undefined)
  expect(bench.dock.state).toBe('aircraft-on')
})

test('from the start: no power, no link, no aircraft until the fault is off', () => {
  const faults = ['power-cycle=0', 'drop-mqtt=0', 'aircraft-cycle=0']
  const bench = new DockBench({ faults }).up()
  expect(bench.dock.state).toBe('off')
  bench.faults.set('power-cycle', undefined)
  bench.clock.pass(30_000)
  expect([bench.dock.state, bench.connected]).toEqual(['boot', false])
  bench.faults.set('drop-mqtt', undefined)
  bench.clock.pass(30_000)
  expect(bench.dock.state).toBe('online')
  bench.faults.clear()
  expect(bench.dock.state).toBe('aircraft-on')
})

test('a dock that was switched off from outside stays off whatever its faults do', () => {
  const bench = new DockBench().up()
  bench.dock.powerOff()
  for (const name of ['power-cycle', 'drop-mqtt', 'aircraft-cycle'] as const) {
    bench.faults.set(name, '0')
    bench.faults.set(name, undefined)
  }
  bench.clock.pass(60_000)
  expect([bench.dock.state, bench.connected]).toEqual(['off', false])
})

test('congestion ends a stream that already runs, reply-late answers after the work', () => {
  const bench = new DockBench({ faults: ['reply-late=25000'] }).up()
  const tid = bench.ask('live_start_push', START)
  bench.clock.pass(20_000)
  expect([bench.replies(tid).length, bench.pushes.length]).toEqual([0, 1])
  bench.clock.pass(10_000)
  expect(bench.replies(tid).map(({ data }) => data)).toEqual([{ result: 0 }])
  bench.faults.set('congestion', '0')
  bench.clock.pass(1000)
  expect(bench.state('live_status')).toMatchObject([{ status: 0, error_status: 513015 }])
})

test('burst and another lens name are shown at once', () => {
  const bench = new DockBench().up()
  bench.result('live_start_push', START)
  const before = bench.pushes[0]?.pictures.length ?? 0
  bench.faults.set('burst', '')
  expect(bench.pushes[0]?.pictures).toHaveLength(before + 1)
  bench.faults.set('lens-name', 'infrared')
  bench.clock.pass(1000)
  expect(JSON.stringify(bench.state('live_capacity'))).toContain('infrared')
})
