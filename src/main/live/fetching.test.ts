import { expect, test } from 'vitest'
import { streamName } from '@shared/media-contract'
import type { IngestProtocol, PushProtocol } from '@shared/stream'
import type { ModelServer } from './fixtures/model-server'
import { ModelSite } from './fixtures/model-site'
import { TIMES } from './policy-times'

interface Fetching {
  site: ModelSite
  server: ModelServer
  id: string
}

/** A site whose docks push to a media server of others; nothing is wanted yet. */
const fetching = async (
  reachable = true,
  ways: readonly IngestProtocol[] = ['rtmp', 'whip'],
): Promise<Fetching> => {
  const site = new ModelSite(1, 250, [], ways)
  const { server } = site
  if (server === undefined) throw new Error('no server')
  server.reach(reachable)
  site.ingest(true, 'whip')
  await site.open()
  return { site, server, id: site.dock.payload }
}
const want = ({ site, server, id }: Fetching, protocol: PushProtocol = 'auto'): void => {
  site.live.setWishes([site.wish(id, { protocol })])
  server.fetch([streamName(id)])
}
/** With pictures on the wall for long enough to be well, and nothing sent since. */
const flowing = async (protocol: PushProtocol = 'auto'): Promise<Fetching> => {
  const all = await fetching()
  want(all, protocol)
  await all.site.time.run(40_000)
  expect(all.site.state(all.id)).toMatchObject({ kind: 'live' })
  all.site.sent.length = 0
  return all
}
/** Every way into the other server is tried before it is known that the stream is not there. */
const ROUND = 1000

test('a start is followed by pictures: pushed by one protocol and fetched by another', async () => {
  const all = await fetching()
  want(all)
  await all.site.time.run(3000)
  expect(all.site.methods()).toEqual(['live_start_push'])
  expect(all.site.status(all.id)).toMatchObject({
    state: { kind: 'live', adopted: false },
    protocol: 'whip',
    fetched: 'whep',
  })
})

test('a server that is down: nobody is asked for anything, and it starts when it is back', async () => {
  const all = await fetching(false)
  want(all)
  await all.site.time.run(60_000)
  expect(all.site.sent).toEqual([])
  expect(all.site.state(all.id)).toMatchObject({ kind: 'waiting', for: 'ingest' })
  all.server.reach(true)
  await all.site.time.run(3000)
  expect(all.site.methods()).toEqual(['live_start_push'])
  expect(all.site.state(all.id)).toMatchObject({ kind: 'live' })
})

test('our way to the server is down for long: the dock is left alone', async () => {
  const { site, server, id } = await flowing()
  server.reach(false)
  await site.time.run(120_000)
  expect(site.sent).toEqual([])
  server.reach(true)
  await site.time.run(30_000)
  expect(site.sent).toEqual([])
  expect(site.state(id)).toMatchObject({ kind: 'live' })
})

test('a server that was down, and a dock that does not find it again: started anew', async () => {
  const { site, server, id } = await flowing()
  server.reach(false)
  site.cut(site.dock, id, 1e12)
  await site.time.run(60_000)
  expect(site.sent).toEqual([])
  server.reach(true)
  await site.time.run(TIMES.reconnect + TIMES.fetch + ROUND)
  await site.time.run(10_000)
  expect(site.methods()).toEqual(['live_stop_push', 'live_start_push'])
  expect(site.state(id)).toMatchObject({ kind: 'live' })
})

test('the dock says live and the server has no stream: stopped and started, and said', async () => {
  const all = await fetching()
  all.site.dock.connects = false
  want(all, 'rtmp')
  await all.site.time.run(TIMES.publish)
  expect(all.site.methods()).toEqual(['live_start_push'])
  await all.site.time.run(TIMES.fetch + ROUND)
  expect(all.site.methods().slice(0, 2)).toEqual(['live_start_push', 'live_stop_push'])
  expect(all.site.state(all.id)).toMatchObject({
    kind: 'retrying',
    fault: { code: 'media-server-no-stream' },
  })
  all.site.dock.connects = true
  await all.site.time.run(20_000)
  expect(all.site.state(all.id)).toMatchObject({ kind: 'live' })
})

test.each(['refused', 'unreadable'] as const)('%s: said, and no dock is blamed', async (gives) => {
  const all = await fetching()
  all.server.gives = gives
  want(all)
  await all.site.time.run(90_000)
  expect(all.site.methods()).toEqual(['live_start_push'])
  expect(all.site.state(all.id)).toMatchObject({
    kind: 'failed',
    fault: { code: `media-server-${gives}` },
  })
})

test('WHIP that never arrives at the server gives way to RTMP', async () => {
  const all = await fetching()
  all.site.dock.whip = 'no-publisher'
  want(all)
  await all.site.time.run(120_000)
  const types = all.site.sent
    .filter(({ method }) => method === 'live_start_push')
    .map(({ data }) => data['url_type'])
  expect(types).toEqual([4, 4, 1])
  expect(all.site.status(all.id)).toMatchObject({
    state: { kind: 'live' },
    protocol: 'rtmp',
    steppedDown: { fault: { code: 'media-server-no-stream' } },
  })
})

test('WHIP while the server cannot be reached by us proves nothing against it', async () => {
  const all = await fetching()
  all.site.dock.whip = 'no-publisher'
  want(all)
  await all.site.time.run(1000)
  all.server.reach(false)
  await all.site.time.run(120_000)
  expect(all.site.methods()).toEqual(['live_start_push'])
  expect(all.site.status(all.id)).not.toHaveProperty('steppedDown')
})

test('another protocol is wished: the stream is brought that way', async () => {
  const { site, id } = await flowing()
  site.live.setWishes([site.wish(id, { protocol: 'rtmp' })])
  await site.time.run(20_000)
  expect(site.methods()).toEqual(['live_stop_push', 'live_start_push'])
  expect(site.status(id)).toMatchObject({ state: { kind: 'live' }, protocol: 'rtmp' })
})

test('a server that takes no RTMP: who lists WHIP is sent there, RTMP is not to be had', async () => {
  const all = await fetching(true, ['whip'])
  all.site.live.ingestChanged({ kind: 'off' }, 'rtmp')
  want(all, 'rtmp')
  await all.site.time.run(2000)
  expect(all.site.state(all.id)).toMatchObject({ fault: { code: 'protocol-unavailable' } })
  want(all)
  await all.site.time.run(3000)
  expect(all.site.status(all.id)).toMatchObject({ state: { kind: 'live' }, protocol: 'whip' })
})

test('another key: what is wished begins under the new address, the rest is left alone', async () => {
  const all = await fetching()
  const { dock } = all.site
  const old = 'rtmp://us/live/under-the-old-key'
  dock.push(dock.payload, old)
  dock.push(dock.dockCamera, old)
  await all.site.time.run(5000)
  want(all)
  await all.site.time.run(40_000)
  const asked = all.site.sent.map(({ data, method }) => `${method} ${String(data['video_id'])}`)
  expect(new Set(asked)).toEqual(
    new Set([`live_start_push ${dock.payload}`, `live_stop_push ${dock.payload}`]),
  )
  expect(all.site.state(dock.payload)).toMatchObject({ kind: 'live', adopted: false })
  expect(dock.streams.get(dock.dockCamera)?.url).toBe(old)
})

test('nobody wants it any more while our way is down: told to stop all the same', async () => {
  const { site, server } = await flowing()
  server.reach(false)
  await site.time.run(5000)
  site.live.setWishes([])
  await site.time.run(20_000)
  expect(new Set(site.methods())).toEqual(new Set(['live_stop_push']))
  expect(site.dock.streams.size).toBe(0)
})

test('nobody wants it any more: the dock is told to stop, once', async () => {
  const { site, id } = await flowing()
  site.live.setWishes([])
  await site.time.run(20_000)
  expect(site.methods()).toEqual(['live_stop_push'])
  expect(site.status(id)).toBeUndefined()
})
