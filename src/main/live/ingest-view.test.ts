import { expect, test } from 'vitest'
import type { IngestMeter } from '@shared/stream'
import { IngestView } from './ingest-view'

const meter = (more: Partial<IngestMeter> = {}): IngestMeter => ({
  publishing: true,
  bitrate: 0,
  fps: 0,
  width: 0,
  height: 0,
  lastUnit: 0,
  lastKey: 0,
  dropped: 0,
  ...more,
})

test('a unit is dated by its age in the meter, within the period of meters', () => {
  const view = new IngestView()
  view.publisherChanged({ stream: 's', event: 'started' }, 1000)
  view.meters({ s: meter({ lastUnit: 50_000 }) }, { now: 5000, wall: 50_400 })
  expect(view.sight('s')).toMatchObject({ publishing: true, since: 1000, unitAt: 4600 })
  view.meters({ s: meter({ lastUnit: 99_000 }) }, { now: 6000, wall: 51_400 })
  expect(view.sight('s').unitAt).toBe(6000)
  view.meters({ s: meter({ lastUnit: 99_000 }) }, { now: 9000, wall: 54_400 })
  expect(view.sight('s').unitAt).toBe(6000)
})

test('a new publisher begins without units of the one before', () => {
  const view = new IngestView()
  view.publisherChanged({ stream: 's', event: 'started' }, 0)
  view.meters({ s: meter({ lastUnit: 10, lastKey: 10 }) }, { now: 1000, wall: 10 })
  view.publisherChanged({ stream: 's', event: 'ended' }, 2000)
  view.publisherChanged({ stream: 's', event: 'started' }, 3000)
  view.meters({ s: meter({ lastUnit: 10, lastKey: 10 }) }, { now: 4000, wall: 3010 })
  expect(view.sight('s')).toEqual(expect.not.objectContaining({ unitAt: 1000 }))
  expect(view.sight('s').unitAt).toBeUndefined()
  expect(view.sight('s').keyAt).toBeUndefined()
})

test('meters repair lost events: a publisher appears, a missing stream ends', () => {
  const view = new IngestView()
  view.meters({ s: meter() }, { now: 1000, wall: 0 })
  expect(view.sight('s')).toMatchObject({ publishing: true, since: 1000 })
  view.meters({}, { now: 2000, wall: 0 })
  expect(view.sight('s')).toMatchObject({ publishing: false, since: 2000 })
})

test('painted pictures prove that units arrive; "undecodable" is dated by its first report', () => {
  const view = new IngestView()
  view.publisherChanged({ stream: 's', event: 'started' }, 0)
  const bad = { videoId: 'a/b/c', painted: 0, ageMs: -1, fault: 'stream-undecodable' } as const
  view.playerReport('s', bad, 1000)
  view.playerReport('s', bad, 2000)
  expect(view.sight('s').undecodableSince).toBe(1000)
  view.playerReport('s', { videoId: 'a/b/c', painted: 15, ageMs: 80 }, 3000)
  expect(view.sight('s')).toMatchObject({ unitAt: 2920 })
  expect(view.sight('s').undecodableSince).toBeUndefined()
  view.playerReport('s', { videoId: 'a/b/c', painted: 15, ageMs: 60_000 }, 9000)
  expect(view.sight('s').unitAt).toBe(2920)
})

test('a picture that stands still is dated from the first of reports that follow each other', () => {
  const view = new IngestView()
  view.publisherChanged({ stream: 's', event: 'started' }, 0)
  const still = { videoId: 'a/b/c', painted: 15, ageMs: 80, fault: 'picture-frozen' } as const
  view.playerReport('s', still, 1000)
  // A window whose player does not look at content.
  view.playerReport('s', { videoId: 'a/b/c', painted: 15, ageMs: 300 }, 1500)
  view.playerReport('s', still, 2000)
  expect(view.sight('s').frozen).toEqual({ since: 1000, last: 2000 })
  view.playerReport('s', still, 9000)
  expect(view.sight('s').frozen).toEqual({ since: 9000, last: 9000 })
  view.publisherChanged({ stream: 's', event: 'started' }, 9500)
  expect(view.sight('s').frozen).toBeUndefined()
})

test('without an ingest there is no publisher', () => {
  const view = new IngestView()
  view.publisherChanged({ stream: 's', event: 'started' }, 0)
  view.clear('rtmp', 500)
  expect(view.sight('s')).toMatchObject({ publishing: false, since: 500 })
})

test('the end of a publisher that was taken over by one on the other ingest ends nothing', () => {
  const view = new IngestView()
  view.publisherChanged({ stream: 's', event: 'started', by: 'rtmp' }, 0)
  view.publisherChanged({ stream: 's', event: 'started', by: 'whip' }, 1000)
  view.publisherChanged({ stream: 's', event: 'ended', by: 'rtmp' }, 1010)
  view.clear('rtmp', 1500)
  expect(view.sight('s')).toMatchObject({ publishing: true, since: 1000, by: 'whip' })
  view.clear('whip', 2000)
  expect(view.sight('s')).toMatchObject({ publishing: false, since: 2000, by: 'whip' })
})
