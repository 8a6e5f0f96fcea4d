import { parseEnvelope } from '@protocol/dji/envelope'
import { readFixture } from '@protocol/dji/fixtures/read-fixture'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { DockBench } from './dock-bench'

const START = readFixture('live-start-request').message['data'] as Record<string, unknown>
const bench = (...faults: string[]): DockBench => new DockBench({ faults }).up()

test('reply-lost does the work and says nothing; the same tid again is answered', () => {
  const dock = bench('reply-lost=1')
  dock.ask('live_start_push', START, 'same')
  dock.clock.pass(5000)
  expect(dock.replies('same')).toEqual([])
  expect(dock.state('live_status')).toMatchObject([{ status: 1 }])
  dock.ask('live_start_push', START, 'same')
  dock.clock.pass(5000)
  expect(dock.replies('same').map(({ data }) => data)).toEqual([{ result: 0 }])
  expect(dock.pushes).toHaveLength(1)
})

test('wrong-tid answers something else than was asked', () => {
  const dock = bench('wrong-tid=1')
  const tid = dock.ask('live_start_push', START)
  dock.clock.pass(5000)
  expect(dock.replies(tid)).toEqual([])
  expect(dock.on('services_reply')).toHaveLength(1)
  expect(dock.result('live_stop_push', { video_id: START['video_id'] })).toBe(0)
})

test('no-method and timestamp-typo make the envelopes that DJI documents', () => {
  const dock = bench('no-method', 'timestamp-typo')
  const tid = dock.ask('live_start_push', START)
  dock.clock.pass(5000)
  const { message } = dock.replies(tid)[0] ?? {}
  expect(Object.keys(message ?? {}).sort()).toEqual(['bid', 'data', 'tid', 'timestamp:'])
})

test('code answers as told, as often as told', () => {
  const dock = bench('code=513009:2')
  expect(dock.result('live_start_push', START)).toBe(513009)
  expect(dock.result('live_start_push', START)).toBe(513009)
  expect(dock.result('live_start_push', START)).toBe(0)
  const stop = bench('code=live_stop_push:513099')
  expect(stop.result('live_start_push', START)).toBe(0)
  expect(stop.result('live_stop_push', { video_id: START['video_id'] })).toBe(513099)
})

test('congestion ends a running stream with 513015', () => {
  const dock = bench('congestion=20')
  dock.result('live_start_push', START)
  expect(dock.state('live_status')).toMatchObject([{ status: 1 }])
  dock.clock.pass(10_000)
  expect(dock.state('live_status')).toMatchObject([{ status: 0, error_status: 513015 }])
})

test('media-download refuses starts, lens-name and duplicate-index change what is offered', () => {
  expect(bench('media-download').result('live_start_push', START)).toBe(513017)
  const renamed = bench('lens-name')
  expect(JSON.stringify(renamed.state('live_capacity'))).toContain('infrared')
  renamed.result('live_start_push', START)
  expect(renamed.result('live_lens_change', { video_type: 'infrared' })).toBe(0)
  expect(renamed.state('live_status')).toMatchObject([{ video_type: 'infrared' }])
  const capacity = JSON.stringify(bench('duplicate-index').state('live_capacity'))
  expect(capacity.split('"video_index":"normal-0","video_type":"zoom"')).toHaveLength(2)
})

test('status-struct reports on osd as one object and never as state', () => {
  const dock = bench('status-struct')
  dock.result('live_start_push', START)
  expect(dock.state('live_status')).toBeUndefined()
  const { data } = dock.on('osd').findLast((said) => 'live_status' in said.data) ?? {}
  expect(data).toMatchObject({ live_status: { video_id: START['video_id'], status: 1 } })
})

test('drop-mqtt drops the link again and again, power-cycle everything', () => {
  const dropped = bench('drop-mqtt=20')
  dropped.clock.pass(90_000)
  const kinds = dropped.events.map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'dock-offline').length).toBeGreaterThanOrEqual(3)
  const cycled = bench('power-cycle=60')
  cycled.result('live_start_push', START)
  cycled.clock.pass(45_000)
  expect(cycled.pushes[0]?.stopped).toBe(true)
  cycled.clock.pass(15_000)
  expect(
    cycled.on('requests').filter(({ message }) => message['method'] === 'config'),
  ).toHaveLength(2)
  expect(cycled.dock.state).toBe('aircraft-on')
})

test('aircraft-cycle shows the aircraft coming and going', () => {
  const dock = bench('aircraft-cycle=10')
  dock.clock.pass(60_000)
  const seen = dock.events.flatMap((event) => (event.kind === 'aircraft' ? event.on : []))
  expect(seen.slice(0, 4)).toEqual([true, false, true, false])
})

test('whatever arrives, a dock answers each readable service once and lives on', () => {
  const dock = bench()
  const services = 'thing/product/7CTDM2400B0107/services'
  fc.assert(
    fc.property(
      fc.string(),
      fc.jsonValue(),
      fc.string({ maxLength: 20 }),
      (garbage, data, method) => {
        const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
        dock.dock.receive(garbage, bytes('{}'))
        dock.dock.receive(services, bytes(garbage))
        const before = dock.on('services_reply').length
        const payload = bytes(
          JSON.stringify({ tid: `${garbage}-${method}-${before}`, method, data }),
        )
        const readable = parseEnvelope(payload)
        dock.dock.receive(services, payload)
        dock.clock.pass(600)
        expect(readable.ok).toBe(true)
        expect(dock.on('services_reply').length).toBeGreaterThan(before)
      },
    ),
    { numRuns: 300 },
  )
  expect(dock.result('live_start_push', START)).toBe(0)
})
