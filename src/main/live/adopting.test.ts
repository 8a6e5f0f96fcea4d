import { expect, test } from 'vitest'
import { ModelSite } from './fixtures/model-site'

const opened = async (): Promise<ModelSite> => {
  const site = new ModelSite()
  await site.open()
  return site
}

test('a stream that already comes to us is adopted without a word', async () => {
  const site = await opened()
  const id = site.dock.payload
  site.dock.push(id, site.url(id))
  await site.time.run(3000)
  site.live.setWishes([site.wish(id)])
  await site.time.run(30_000)
  expect(site.state(id)).toMatchObject({ kind: 'live', adopted: true })
  expect(site.sent).toEqual([])
})

test('after a restart of the station the dock is given time to connect again', async () => {
  const site = await opened()
  const id = site.dock.payload
  site.dock.push(id, site.url(id))
  const stream = site.dock.streams.get(id)
  if (stream !== undefined) stream.connectAt = site.time.elapsed + 2500
  await site.time.run(500)
  site.live.setWishes([site.wish(id)])
  await site.time.run(30_000)
  expect(site.state(id)).toMatchObject({ kind: 'live', adopted: true })
  expect(site.sent).toEqual([])
})

test('513003 and the pictures come: adopted', async () => {
  const site = await opened()
  const id = site.dock.payload
  site.dock.refuse = () => {
    site.dock.refuse = () => undefined
    site.dock.push(id, site.url(id))
    return 513003
  }
  site.live.setWishes([site.wish(id)])
  await site.time.run(10_000)
  expect(site.state(id)).toMatchObject({ kind: 'live', adopted: true })
  expect(site.methods()).toEqual(['live_start_push'])
})

test('513003 and nothing comes: the start shows that it cannot be adopted, then stop and start', async () => {
  const site = await opened()
  const id = site.dock.payload
  site.dock.push(id, 'rtmp://elsewhere/live/x')
  await site.time.run(1000)
  site.live.setWishes([site.wish(id)])
  await site.time.run(20_000)
  expect(site.methods()).toEqual(['live_start_push', 'live_stop_push', 'live_start_push'])
  expect(site.state(id)).toMatchObject({ kind: 'live', adopted: false })
})

test('two stations do not fight: after two take-overs minutes pass', async () => {
  const site = await opened()
  const id = site.dock.payload
  const theirs = 'rtmp://elsewhere/live/x'
  site.dock.push(id, theirs)
  site.live.setWishes([site.wish(id)])
  for (let minute = 0; minute < 4; minute++) {
    await site.time.run(60_000)
    site.dock.end(id)
    await site.time.run(300)
    site.dock.push(id, theirs)
  }
  const stops = site.methods().filter((method) => method === 'live_stop_push')
  expect(stops).toHaveLength(2)
  expect(site.state(id)).toMatchObject({ kind: 'retrying', fault: { code: 'dji-already-live' } })
})

test("a wish that only met another's stream does not stop it when it goes", async () => {
  const site = await opened()
  const id = site.dock.payload
  site.dock.push(id, 'rtmp://elsewhere/live/x')
  await site.time.run(1000)
  site.live.setWishes([site.wish(id)])
  await site.time.run(5000)
  expect(site.methods()).toEqual(['live_start_push'])
  site.live.setWishes([])
  await site.time.run(30_000)
  expect(site.methods()).toEqual(['live_start_push'])
  expect(site.dock.streams.has(id)).toBe(true)
})

test('streams that nobody here wants are told and left alone', async () => {
  const site = await opened()
  const { dockCamera, payload } = site.dock
  site.dock.push(dockCamera, 'rtmp://elsewhere/live/x', 2)
  site.dock.push(payload, site.url(payload))
  await site.time.run(5000)
  expect(site.status(dockCamera)).toMatchObject({
    state: { kind: 'off' },
    confirmed: { quality: 2 },
  })
  expect(site.state(payload)).toMatchObject({ kind: 'live', adopted: true })
  site.dock.end(dockCamera)
  await site.time.run(2000)
  expect(site.status(dockCamera)).toBeUndefined()
  expect(site.sent).toEqual([])
})
