import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mutations } from './fixtures/mutations'
import { readFixture } from './fixtures/read-fixture'
import { parseLiveStatus, writeLiveStatus } from './live-status'

const DOCK_VIDEO = '7CTDM2400B0107/165-0-7/normal-0'
const LENS_VIDEO = '1581F6Q8D23B00A7K0M1/81-0-0/normal-0'
const RC_VIDEO = '1ZNBJ3R00C00B8F2W5L6/42-0-0/zoom-0'

const sample = (name: string): unknown =>
  (readFixture(name).message['data'] as Record<string, unknown>)['live_status']

test('a dock lists its streams', () => {
  expect(parseLiveStatus(sample('live-status-dock2'))).toEqual({
    streams: [
      { videoId: DOCK_VIDEO, live: true, quality: 3, lens: 'normal' },
      { videoId: LENS_VIDEO, live: false, quality: 0, lens: 'zoom', error: 513015 },
    ],
    dropped: 0,
  })
})

test('booleans and numbers as text', () => {
  expect(parseLiveStatus(sample('live-status-boolean'))?.streams).toMatchObject([
    { live: true, quality: 3 },
    { live: false, error: 513015 },
  ])
})

test('the struct of older remotes, live and idle', () => {
  expect(parseLiveStatus(sample('live-status-rc-struct'))?.streams).toEqual([
    { videoId: RC_VIDEO, live: true, quality: 3 },
  ])
  expect(parseLiveStatus(sample('live-status-rc-struct-idle'))?.streams).toEqual([
    { videoId: RC_VIDEO, live: false },
  ])
  expect(parseLiveStatus({ video_id: '', video_quality: 65535 })?.streams).toEqual([])
})

test('unknown values stay raw, unusable entries are counted', () => {
  const entry = { video_id: LENS_VIDEO, video_type: 'infrared', video_quality: 9, status: 4 }
  expect(parseLiveStatus([entry, { video_id: 'x' }, 3])).toEqual({
    streams: [{ videoId: LENS_VIDEO, live: false, quality: 9, lens: 'infrared' }],
    dropped: 5,
  })
  expect(parseLiveStatus('live')).toBeUndefined()
  expect(parseLiveStatus(null)).toBeUndefined()
})

test('a dock writes what a station reads', () => {
  const streams = parseLiveStatus(sample('live-status-dock2'))?.streams ?? []
  expect(writeLiveStatus(streams)).toEqual(sample('live-status-dock2'))
})

test('mutated and random statuses never throw and read back as written', () => {
  const names = ['live-status-dock2', 'live-status-boolean', 'live-status-rc-struct']
  const statuses = mutations(...names).map(({ data }) =>
    typeof data === 'object' && data !== null && 'live_status' in data ? data.live_status : data,
  )
  fc.assert(
    fc.property(fc.oneof(statuses, fc.jsonValue()), (value) => {
      const parsed = parseLiveStatus(value)
      if (!parsed) return
      expect(parsed.streams.length).toBeLessThanOrEqual(64)
      expect(parseLiveStatus(writeLiveStatus(parsed.streams))?.streams).toEqual(parsed.streams)
    }),
  )
})
