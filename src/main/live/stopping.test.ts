import { expect, test } from 'vitest'
import type { StreamStatus } from '@shared/stream'
import { ModelSite } from './fixtures/model-site'

const live = async (): Promise<{ site: ModelSite; id: string }> => {
  const site = new ModelSite()
  await site.open()
  const id = site.dock.payload
  site.live.setWishes([site.wish(id)])
  await site.time.run(5000)
  site.sent.length = 0
  return { site, id }
}

test('a wish that goes stops its stream once', async () => {
  const { site, id } = await live()
  const told: StreamStatus[] = []
  site.live.onStatus((changed) => told.push(...changed))
  site.live.setWishes([])
  expect(site.state(id)).toMatchObject({ kind: 'stopping' })
  await site.time.run(60_000)
  expect(site.sent).toMatchObject([{ method: 'live_stop_push', data: { video_id: id } }])
  expect(told.at(-1)).toMatchObject({ videoId: id, state: { kind: 'off' } })
  expect(site.live.statuses()).toEqual([])
})

test('an adopted stream that was wished is ours to stop', async () => {
  const site = new ModelSite()
  await site.open()
  const id = site.dock.payload
  site.dock.push(id, site.url(id))
  await site.time.run(2000)
  site.live.setWishes([site.wish(id)])
  await site.time.run(3000)
  site.live.setWishes([])
  await site.time.run(5000)
  expect(site.methods()).toEqual(['live_stop_push'])
})

test('"nothing is live" on a stop is a success', async () => {
  const { site, id } = await live()
  site.dock.refuse = () => 513011
  site.live.setWishes([])
  site.dock.streams.delete(id)
  await site.time.run(30_000)
  expect(site.methods()).toEqual(['live_stop_push'])
})

test('a tile that is moved does not blink', async () => {
  const { site, id } = await live()
  site.live.setWishes([])
  await site.time.run(400)
  site.live.setWishes([site.wish(id)])
  await site.time.run(10_000)
  expect(site.sent).toEqual([])
  expect(site.state(id)).toMatchObject({ kind: 'live' })
})

test('a wish that goes while its start is under way: stopped after the answer', async () => {
  const site = new ModelSite()
  await site.open()
  const id = site.dock.payload
  site.replyAfter = 5000
  site.live.setWishes([site.wish(id)])
  await site.time.run(1000)
  site.live.setWishes([])
  await site.time.run(3000)
  expect(site.methods()).toEqual(['live_start_push'])
  await site.time.run(15_000)
  expect(site.methods()).toEqual(['live_start_push', 'live_stop_push'])
  expect(site.dock.streams.size).toBe(0)
})

test('a wish that returns while the stop is under way: started again', async () => {
  const { site, id } = await live()
  site.replyAfter = 3000
  site.live.setWishes([])
  await site.time.run(2000)
  site.live.setWishes([site.wish(id)])
  await site.time.run(15_000)
  expect(site.methods()).toEqual(['live_stop_push', 'live_start_push'])
  expect(site.state(id)).toMatchObject({ kind: 'live' })
})

test('a stop whose request is lost is sent again while the stream runs', async () => {
  const { site } = await live()
  site.deliver = () => (site.sent.length === 1 ? 'request-lost' : 'answered')
  site.live.setWishes([])
  await site.time.run(40_000)
  expect(site.methods()).toEqual(['live_stop_push', 'live_stop_push'])
  expect(site.dock.streams.size).toBe(0)
})

test('a dock that is too busy to stop is asked until it does', async () => {
  const { site } = await live()
  site.dock.refuse = () => 513009
  site.live.setWishes([])
  await site.time.run(60_000)
  expect(site.sent.length).toBeGreaterThan(3)
  expect(site.sent.length).toBeLessThan(6)
  site.dock.refuse = () => undefined
  await site.time.run(40_000)
  expect(site.dock.streams.size).toBe(0)
  expect(site.live.statuses()).toEqual([])
})

test('a dock that says it has stopped and goes on is asked again', async () => {
  const { site } = await live()
  site.dock.refuse = () => (site.sent.length === 1 ? 0 : undefined)
  site.live.setWishes([])
  await site.time.run(15_000)
  expect(site.methods()).toEqual(['live_stop_push', 'live_stop_push'])
  expect(site.dock.streams.size).toBe(0)
})

test('a stop that was lost is sent again when the dock, and its publisher, are back', async () => {
  const { site, id } = await live()
  site.deliver = () => (site.sent.length === 1 ? 'request-lost' : 'answered')
  site.live.setWishes([])
  await site.time.run(1500)
  site.link(false)
  site.comeBack(site.dock)
  site.cut(site.dock, id, 3000)
  await site.time.run(5000)
  site.link(true)
  await site.time.run(10_000)
  expect(site.methods()).toEqual(['live_stop_push', 'live_stop_push'])
  expect(site.dock.streams.size).toBe(0)
})

test('a dock that says "nothing is live" to a change and streams on is stopped', async () => {
  const { site, id } = await live()
  site.dock.refuse = ({ method }) => (method === 'live_set_quality' ? 513011 : undefined)
  site.live.setWishes([site.wish(id, { quality: 4 })])
  await site.time.run(300)
  site.live.setWishes([])
  await site.time.run(5000)
  expect(site.methods()).toEqual(['live_set_quality', 'live_stop_push'])
  expect(site.dock.streams.size).toBe(0)
})

test('what a dock denied long ago says nothing of the publisher that came since', async () => {
  const { site, id } = await live()
  site.dock.refuse = ({ method }) => (method === 'live_set_quality' ? 513011 : undefined)
  site.deliver = () => (site.sent.length === 1 ? 'answered' : 'request-lost')
  site.live.setWishes([site.wish(id, { quality: 4 })])
  await site.time.run(600)
  site.live.setWishes([site.wish(id)])
  site.cut(site.dock, id, 1000)
  await site.time.run(30_000)
  expect(site.methods().slice(0, 2)).toEqual(['live_set_quality', 'live_start_push'])
  site.deliver = () => 'answered'
  expect(site.state(id)).toMatchObject({ kind: 'live' })
  site.live.setWishes([])
  await site.time.run(30_000)
  expect(site.dock.streams.size).toBe(0)
})

test('a stop waits for the link', async () => {
  const { site } = await live()
  site.link(false)
  site.live.setWishes([])
  await site.time.run(30_000)
  expect(site.sent).toEqual([])
  site.link(true)
  await site.time.run(3000)
  expect(site.methods()).toEqual(['live_stop_push'])
})

test('the end of the app leaves streams running and takes no more part', async () => {
  const { site, id } = await live()
  site.live.stop()
  site.live.setWishes([])
  site.dock.end(id)
  await site.time.run(60_000)
  expect(site.sent).toEqual([])
})

test('only what changed is told', async () => {
  const { site, id } = await live()
  const told: StreamStatus[][] = []
  const off = site.live.onStatus((changed) => told.push(changed))
  site.live.setWishes([site.wish(id)])
  site.live.linkChanged({ kind: 'up', since: 0 })
  site.live.fleetChanged({ changed: [site.dock.snapshot()], removed: [] })
  expect(told).toEqual([])
  site.live.setWishes([site.wish(id), site.wish(site.dock.dockCamera)])
  expect(told.flat().map(({ videoId }) => videoId)).toEqual([site.dock.dockCamera])
  off()
  site.live.setWishes([])
  expect(told).toHaveLength(1)
})

test('a listener may change wishes', async () => {
  const { site, id } = await live()
  let once = true
  site.live.onStatus(() => {
    if (once) site.live.setWishes([])
    once = false
  })
  site.live.setWishes([site.wish(id, { quality: 4 })])
  await site.time.run(10_000)
  expect(site.live.statuses()).toEqual([])
  expect(site.dock.streams.size).toBe(0)
})

test('a request that throws counts as lost', async () => {
  const { site, id } = await live()
  site.broken = true
  site.live.setWishes([site.wish(id, { quality: 4 })])
  await site.time.run(5000)
  expect(site.status(id)).toMatchObject({ state: { kind: 'live' }, pending: ['quality'] })
  site.broken = false
  await site.time.run(10_000)
  expect(site.status(id)).toMatchObject({ confirmed: { quality: 4 }, pending: [] })
})
