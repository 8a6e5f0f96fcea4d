import { readFixture } from '@protocol/dji/fixtures/read-fixture'
import { expect, test } from 'vitest'
import { DockBench } from './dock-bench'

const dataOf = (name: string): Record<string, unknown> =>
  readFixture(name).message['data'] as Record<string, unknown>
const START = dataOf('live-start-request')
const LENSES = START['video_id']
const DOCK = '7CTDM2400B0107/165-0-7/normal-0'
const FORWARD = '1581F6Q8D23B00A7K0M1/176-0-0/normal-0'
const start = (videoId: unknown, more: object = {}): object => ({
  ...START,
  video_id: videoId,
  ...more,
})

const live = (): DockBench => {
  const bench = new DockBench().up()
  expect(bench.result('live_start_push', START)).toBe(0)
  return bench
}

test('a start as DJI prints it pushes, answers and shows in live_status within a second', () => {
  const bench = new DockBench().up()
  const tid = bench.ask('live_start_push', START)
  bench.clock.pass(450)
  expect(bench.replies(tid)).toEqual([])
  bench.clock.pass(600)
  expect(bench.replies(tid)[0]?.message).toMatchObject({
    method: 'live_start_push',
    gateway: '7CTDM2400B0107',
    bid: 'flow',
    data: { result: 0 },
  })
  expect(bench.pushes[0]).toMatchObject({ url: START['url'], videoId: LENSES })
  expect(bench.state('live_status')).toEqual([
    { video_id: LENSES, video_type: 'wide', video_quality: 3, status: 1, error_status: 0 },
  ])
})

test.each([
  [513013, 'an url type that this model lacks', { url_type: 2, url: 'x', video_quality: 9 }],
  [513014, 'an url that does not fit its type', { url: 'rtmp://host/only', video_quality: 9 }],
  [
    513005,
    'a quality that does not exist',
    { video_quality: 9, video_id: 'NOBODY/1-0-0/normal-0' },
  ],
  [513001, 'a device that is not here', { video_id: 'NOBODY/81-0-0/normal-0' }],
  [513002, 'a camera that is not there', { video_id: '1581F6Q8D23B00A7K0M1/99-0-0/normal-0' }],
  [325001, 'a start without its video', { video_id: undefined }],
])('answers %i to %s, before anything that is checked later', (code, _, wrong) => {
  const bench = new DockBench({ faults: ['media-download'] }).up()
  expect(bench.result('live_start_push', { ...START, ...wrong })).toBe(code)
  expect(bench.pushes).toEqual([])
})

test('a video that is live already is refused before the limits are looked at', () => {
  const bench = live()
  expect(bench.result('live_start_push', start(DOCK))).toBe(0)
  expect(bench.result('live_start_push', START)).toBe(513003)
  expect(bench.result('live_start_push', start(FORWARD))).toBe(513012)
  expect(bench.pushes).toHaveLength(2)
})

test('without its aircraft a dock pushes its own camera only', () => {
  const bench = new DockBench({ options: { aircraft: false } }).up()
  expect(bench.result('live_start_push', START)).toBe(513001)
  expect(bench.result('live_start_push', start(DOCK))).toBe(0)
})

test('first starts fail after the aircraft comes up, those of the dock camera do not', () => {
  const bench = new DockBench({ options: { failFirstStarts: 2 } }).up()
  expect(bench.result('live_start_push', start(DOCK))).toBe(0)
  expect(bench.result('live_start_push', START)).toBe(513008)
  expect(bench.result('live_start_push', START)).toBe(513006)
  expect(bench.result('live_start_push', START)).toBe(0)
})

test('a media server that is not reachable gives 513010 within ten seconds', () => {
  const bench = new DockBench().up()
  bench.reachable = false
  expect(bench.result('live_start_push', START)).toBe(513010)
  expect(bench.pushes[0]?.stopped).toBe(true)
  expect(bench.state('live_status')).toMatchObject([{ status: 0, error_status: 513010 }])
  bench.reachable = true
  expect(bench.result('live_start_push', START)).toBe(0)
})

test('GB28181 is understood, but nobody can be reached that way', () => {
  const bench = new DockBench().up()
  const wanted = start(DOCK, dataOf('live-start-gb28181-request'))
  expect(bench.result('live_start_push', wanted)).toBe(513010)
  expect(bench.pushes).toEqual([])
})

test.each(['dock1', 'dock2', 'dock3'] as const)('%s publishes by WHIP when asked to', (kind) => {
  const bench = new DockBench({ kind }).up()
  const whip = dataOf('live-start-whip-request')
  expect(bench.result('live_start_push', start(DOCK, { ...whip, video_id: DOCK }))).toBe(0)
  expect(bench.pushes).toMatchObject([{ protocol: 'whip', url: whip['url'] }])
  expect(bench.state('live_status')).toMatchObject([{ status: 1 }])
})

test('a remote whose model lists no WHIP refuses it, and a dock a path it does not know', () => {
  const whip = dataOf('live-start-whip-request')
  const remote = new DockBench({ kind: 'rc' }).up()
  expect(remote.result('live_start_push', { ...START, ...whip })).toBe(513013)
  const elsewhere = { ...whip, url: 'http://10.20.0.5:8889/live/stream/whip', video_id: DOCK }
  const dock = new DockBench().up()
  expect(dock.result('live_start_push', start(DOCK, elsewhere))).toBe(513014)
  expect([...remote.pushes, ...dock.pushes]).toEqual([])
})

test('stop, quality and lens need a live stream', () => {
  const bench = new DockBench().up()
  expect(bench.result('live_stop_push', { video_id: LENSES })).toBe(513011)
  expect(bench.result('live_set_quality', { video_id: LENSES, video_quality: 1 })).toBe(513011)
  expect(bench.result('live_lens_change', { video_type: 'ir' })).toBe(513011)
})

test('quality changes size of a running stream and is reported', () => {
  const bench = live()
  expect(bench.result('live_set_quality', { video_id: LENSES, video_quality: 1 })).toBe(0)
  expect(bench.pushes[0]?.pictures.map(({ quality }) => quality)).toEqual([3, 1])
  expect(bench.state('live_status')).toMatchObject([{ video_quality: 1, status: 1 }])
  expect(bench.result('live_set_quality', { video_id: LENSES, video_quality: 5 })).toBe(513005)
})

test('the lens changes without an interruption, also when no video is named', () => {
  const bench = live()
  expect(bench.result('live_lens_change', { video_type: 'ir' })).toBe(0)
  expect(bench.pushes[0]?.stopped).toBe(false)
  expect(bench.pushes[0]?.pictures.at(-1)?.lens).toBe('ir')
  expect(bench.state('live_status')).toMatchObject([{ video_type: 'ir' }])
  expect(JSON.stringify(bench.state('live_capacity'))).toContain('"video_type":"ir"')
  const thermal = { video_id: LENSES, video_type: 'thermal' }
  expect(bench.result('live_lens_change', thermal)).toBe(513012)
})

test('the dock camera turns inside; the first dock has nothing to turn', () => {
  const turn = dataOf('live-camera-change-request')
  const bench = new DockBench().up()
  expect(bench.result('live_start_push', start(DOCK))).toBe(0)
  expect(bench.pushes[0]?.pictures[0]?.position).toBe(1)
  expect(bench.result('live_camera_change', turn)).toBe(0)
  expect(bench.pushes[0]?.pictures.at(-1)?.position).toBe(0)
  expect(bench.result('live_camera_change', { ...turn, camera_position: 2 })).toBe(325001)
  const first = new DockBench({ kind: 'dock1' }).up()
  expect(first.result('live_camera_change', turn)).toBe(314000)
})

test('the aircraft takes its streams along when it goes off', () => {
  const bench = live()
  bench.result('live_start_push', start(DOCK))
  bench.dock.setAircraft(false)
  bench.clock.pass(2000)
  expect(bench.pushes.map(({ stopped }) => stopped)).toEqual([true, false])
  expect(bench.pushes[1]?.pictures.at(-1)?.aircraftInDock).toBe(true)
  expect(bench.state('live_status')).toMatchObject([{ status: 0 }, { status: 1 }])
})

test('streams outlive the broker and are still live after a reconnect', () => {
  const bench = live()
  bench.drop()
  bench.clock.pass(30_000)
  bench.said.length = 0
  bench.connect()
  bench.clock.pass(1000)
  expect(bench.pushes[0]?.stopped).toBe(false)
  expect(bench.state('live_status')).toMatchObject([{ video_id: LENSES, status: 1 }])
  expect(bench.result('live_start_push', START)).toBe(513003)
})

test('a push that is lost for good is reported without being asked', () => {
  const bench = live()
  bench.pushes[0]?.on('lost')
  bench.clock.pass(1000)
  expect(bench.state('live_status')).toMatchObject([{ status: 0, error_status: 513010 }])
})
