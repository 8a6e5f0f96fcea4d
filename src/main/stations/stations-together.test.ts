import { expect, test } from 'vitest'
import { SharedSite } from './fixtures/shared-site'

const START = 'live_start_push'
const STOP = 'live_stop_push'

/** Without changes: who takes over asks once for what docks do not report. */
const requests = (methods: string[]) => methods.filter((one) => one === START || one === STOP)

/** Two stations that watch one camera, which the first of them started. */
const twoWatch = async (ahead = 0) => {
  const site = new SharedSite()
  const a = await site.station('a')
  const b = await site.station('b', ahead)
  const id = site.dock.payload
  a.want(id)
  await site.time.run(10_000)
  b.want(id)
  await site.time.run(10_000)
  expect([a.kind(id), b.kind(id)]).toEqual(['live', 'live'])
  return { site, a, b, id }
}

test('the second station watches without asking the dock', async () => {
  const { site, b } = await twoWatch()
  expect(site.asked()).toEqual([START])
  expect(b.sent).toEqual([])
})

test('a stream that one removes runs on for the other and is stopped once when both have', async () => {
  const { site, a, b, id } = await twoWatch()
  a.drop(id)
  await site.time.run(120_000)
  expect(b.kind(id)).toBe('live')
  expect(site.asked()).toEqual([START])
  // It is not on the wall of a: not wished, and not live for it.
  expect(a.status(id)?.wish).toBe(undefined)
  expect(a.kind(id)).not.toBe('live')
  b.drop(id)
  await site.time.run(30_000)
  expect(site.asked()).toEqual([START, STOP])
  expect(site.dock.streams.size).toBe(0)
  await site.time.run(120_000)
  expect(site.asked()).toEqual([START, STOP])
})

test('a stream that both remove at once is stopped once', async () => {
  const { site, a, b, id } = await twoWatch()
  a.drop(id)
  b.drop(id)
  await site.time.run(60_000)
  expect(site.asked()).toEqual([START, STOP])
  expect([a.kind(id), b.kind(id)]).toEqual([undefined, undefined])
})

test('when the station that asks dies another goes on, without a gap', async () => {
  const { site, a, b, id } = await twoWatch()
  a.die()
  await site.time.run(90_000)
  expect(b.kind(id)).toBe('live')
  expect(site.asked()).toEqual([START])
  site.dock.end(id)
  await site.time.run(20_000)
  expect(b.kind(id)).toBe('live')
  expect(requests(b.methods())).toEqual([START])
})

test('a dead station whose will is never carried out holds others up for one lease only', async () => {
  const { site, a, b, id } = await twoWatch()
  site.broker.keepAlive = Number.POSITIVE_INFINITY
  a.die()
  site.dock.end(id)
  await site.time.run(30_000)
  expect(b.status(id)?.state).toMatchObject({ kind: 'waiting', for: 'station' })
  await site.time.run(45_000)
  expect(b.kind(id)).toBe('live')
})

test('a station that quits hands over at once', async () => {
  const { site, a, b, id } = await twoWatch()
  a.quit()
  site.dock.end(id)
  await site.time.run(15_000)
  expect(b.kind(id)).toBe('live')
  expect(requests(b.methods())).toEqual([START])
})

test.each([0, 3_600_000, -3_600_000])(
  'the choice made last holds everywhere, with clocks %i ms apart',
  async (ahead) => {
    const { site, a, b, id } = await twoWatch(ahead)
    b.want(id, { quality: 3 })
    await site.time.run(10_000)
    a.want(id, { quality: 1, lens: 'zoom' })
    await site.time.run(10_000)
    b.want(id, { lens: 'ir' })
    await site.time.run(60_000)
    for (const station of [a, b]) {
      expect(station.wall.tiles[0]).toMatchObject({ quality: 1, lens: 'ir' })
      expect(station.status(id)).toMatchObject({
        wish: { quality: 1, lens: 'ir' },
        confirmed: { quality: 1, lens: 'ir' },
        pending: [],
      })
    }
    // Each choice was asked of the dock once: nobody flaps.
    expect(site.asked()).toEqual([
      START,
      'live_set_quality',
      'live_set_quality',
      'live_lens_change',
      'live_lens_change',
    ])
  },
)

test('choices made in the same moment come out one way', async () => {
  const { site, a, b, id } = await twoWatch()
  a.want(id, { quality: 2 })
  b.want(id, { quality: 4 })
  await site.time.run(60_000)
  const [first] = a.wall.tiles
  expect(b.wall.tiles[0]?.quality).toBe(first?.quality)
  expect(site.dock.streams.get(id)?.quality).toBe(first?.quality)
  const said = site.broker.heard.length
  await site.time.run(60_000)
  // Only the renewals of both.
  expect(site.broker.heard.length - said).toBe(6)
})

test('who joins takes the choice of those who watch', async () => {
  const site = new SharedSite()
  const b = await site.station('b')
  const id = site.dock.payload
  b.want(id, { quality: 3 })
  await site.time.run(10_000)
  const a = await site.station('a')
  a.want(id)
  await site.time.run(20_000)
  expect(a.wall.tiles[0]).toMatchObject({ quality: 3 })
  expect(site.dock.streams.get(id)?.quality).toBe(3)
  expect(site.asked()).toEqual([START])
})

test('a change that the dock never confirms is not pending for ever where another asked', async () => {
  const { site, a, b, id } = await twoWatch()
  site.dock.ignoresChanges = true
  b.want(id, { quality: 4 })
  await site.time.run(2_000)
  expect(b.status(id)?.pending).toEqual(['quality'])
  await site.time.run(40_000)
  expect([a.status(id)?.pending, b.status(id)?.pending]).toEqual([[], []])
  expect(b.status(id)?.confirmed.quality).not.toBe(4)
})

test('a station cut off from the broker keeps its pictures and does no harm when it is back', async () => {
  const { site, a, b, id } = await twoWatch()
  a.cut()
  await site.time.run(150_000)
  expect([a.kind(id), b.kind(id)]).toEqual(['live', 'live'])
  a.drop(id)
  await site.time.run(30_000)
  a.connect()
  await site.time.run(60_000)
  expect(b.kind(id)).toBe('live')
  expect(site.asked()).toEqual([START])
})

test('a station that starts again does not stop what it does not know of yet', async () => {
  const { site, a, b, id } = await twoWatch()
  b.cut()
  a.cut()
  await site.time.run(100_000)
  a.drop(id)
  a.connect()
  await site.time.run(2_500)
  b.connect()
  await site.time.run(60_000)
  expect(site.asked()).toEqual([START])
  expect(b.kind(id)).toBe('live')
})

test('a station without a way to the server does not disturb those who have one', async () => {
  const { site, a, b, id } = await twoWatch()
  a.pulls = false
  await site.time.run(120_000)
  expect(b.kind(id)).toBe('live')
  expect(a.kind(id)).not.toBe('live')
  expect(site.asked()).toEqual([START])
  a.stations.able('rtmp', false)
  site.dock.end(id)
  await site.time.run(30_000)
  expect(b.kind(id)).toBe('live')
  expect(requests(b.methods())).toEqual([START])
})

test('stations that begin at the same time start a stream once', async () => {
  const site = new SharedSite()
  const id = site.dock.payload
  const all = await Promise.all(['a', 'b', 'c'].map((name) => site.station(name)))
  for (const station of all) station.want(id)
  await site.time.run(20_000)
  expect(all.map((station) => station.kind(id))).toEqual(['live', 'live', 'live'])
  expect(site.asked()).toEqual([START])
})
