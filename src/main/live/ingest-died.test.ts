import { expect, test } from 'vitest'
import { liveSite } from './fixtures/live-site'

test('an ingest that dies: docks that come back by themselves are left alone', async () => {
  const { site, id } = await liveSite()
  site.ingest(false)
  await site.time.run(600)
  site.ingest(true)
  await site.time.run(10_000)
  expect(site.methods()).toEqual([])
  expect(site.state(id)).toMatchObject({ kind: 'live' })
})

test('an ingest that dies: a dock that does not come back is stopped and started', async () => {
  const { site, id } = await liveSite()
  const died = site.time.elapsed
  site.replyAfter = 50
  const stream = site.dock.streams.get(id)
  site.ingest(false)
  if (stream !== undefined) stream.connectAt = 1e12
  await site.time.run(600)
  site.ingest(true)
  await site.time.run(10_000)
  expect(site.methods()).toEqual(['live_stop_push', 'live_start_push'])
  // The dock's own word that it ended is enough, and comes with the model's next beat.
  expect(site.sent[1]?.at).toBeLessThan(died + 3000)
  expect(site.state(id)).toMatchObject({ kind: 'live' })
})

test('an ingest that is away for long: docks get a moment to find it', async () => {
  const { site, id } = await liveSite()
  const stream = site.dock.streams.get(id)
  site.ingest(false)
  if (stream !== undefined) stream.connectAt = 1e12
  await site.time.run(30_000)
  site.ingest(true)
  const back = site.time.elapsed
  await site.time.run(10_000)
  expect(site.sent[0]?.at).toBeGreaterThanOrEqual(back + 500)
  expect(site.sent[0]?.at).toBeLessThan(back + 1000)
  expect(site.state(id)).toMatchObject({ kind: 'live' })
})

test('an ingest that dies again and again is not held against the dock', async () => {
  const { site, id } = await liveSite()
  for (let round = 0; round < 6; round++) {
    const stream = site.dock.streams.get(id)
    site.ingest(false)
    if (stream !== undefined) stream.connectAt = 1e12
    await site.time.run(1000)
    site.ingest(true)
    await site.time.run(10_000)
    expect(site.state(id)).toMatchObject({ kind: 'live' })
  }
})
