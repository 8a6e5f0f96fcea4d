import { describe, expect, test } from 'vitest'
import { ModelSite } from './fixtures/model-site'

const opened = async (): Promise<ModelSite> => {
  const site = new ModelSite()
  await site.open()
  return site
}

describe('how many streams run at the same time', () => {
  test('the gateway says two: the third wish waits and is not asked for', async () => {
    const site = await opened()
    const { dockCamera, payload, vision } = site.dock
    site.live.setWishes([dockCamera, payload, vision].map((id) => site.wish(id)))
    await site.time.run(120_000)
    expect(site.state(dockCamera)).toMatchObject({ kind: 'live' })
    expect(site.state(payload)).toMatchObject({ kind: 'live' })
    expect(site.state(vision)).toMatchObject({ kind: 'waiting', for: 'slot' })
    expect(site.sent).toHaveLength(2)
  })

  test('a limit of the source device counts, zero means unknown', async () => {
    const site = await opened()
    const { dock } = site
    dock.coexist = 0
    dock.deviceCoexist = { [dock.aircraftSn]: 1, [dock.sn]: 0 }
    dock.refuse = () => undefined
    site.live.setWishes([dock.payload, dock.vision].map((id) => site.wish(id)))
    await site.time.run(200)
    dock.coexist = 3
    await site.time.run(30_000)
    expect(site.state(dock.payload)).toMatchObject({ kind: 'live' })
    expect(site.state(dock.vision)).toMatchObject({ kind: 'waiting', for: 'slot' })
    dock.deviceCoexist = { [dock.aircraftSn]: 2 }
    await site.time.run(10_000)
    expect(site.state(dock.vision)).toMatchObject({ kind: 'live' })
  })

  test('streams of others count, and the wait ends when theirs end', async () => {
    const site = await opened()
    const { dock } = site
    dock.coexist = 1
    dock.push(dock.dockCamera, 'rtmp://elsewhere/live/x')
    await site.time.run(1000)
    site.live.setWishes([site.wish(dock.payload)])
    await site.time.run(60_000)
    expect(site.state(dock.payload)).toMatchObject({ kind: 'waiting', for: 'slot' })
    expect(site.sent).toEqual([])
    dock.end(dock.dockCamera)
    await site.time.run(5000)
    expect(site.state(dock.payload)).toMatchObject({ kind: 'live' })
  })

  test('who comes first keeps the place, also while it comes back after a cut', async () => {
    const site = await opened()
    const { dock } = site
    dock.coexist = 1
    site.live.setWishes([site.wish(dock.payload)])
    await site.time.run(5000)
    site.live.setWishes([site.wish(dock.vision), site.wish(dock.payload)])
    for (let turn = 0; turn < 5; turn++) {
      await site.time.run(35_000)
      expect(site.state(dock.payload)).toMatchObject({ kind: 'live' })
      expect(site.state(dock.vision)).toMatchObject({ kind: 'waiting', for: 'slot' })
      dock.end(dock.payload)
    }
    const asked = new Set(site.sent.map(({ data }) => data['video_id']))
    expect([...asked]).toEqual([dock.payload])
  })

  test('a place is handed over when the wish that has it goes', async () => {
    const site = await opened()
    const { dock } = site
    dock.coexist = 1
    site.live.setWishes([site.wish(dock.payload)])
    await site.time.run(5000)
    site.live.setWishes([site.wish(dock.vision)])
    await site.time.run(6000)
    expect(site.methods()).toEqual(['live_start_push', 'live_stop_push', 'live_start_push'])
    expect(site.state(dock.vision)).toMatchObject({ kind: 'live' })
    expect(site.state(dock.payload)).toBeUndefined()
  })

  test('a stream that never starts gives its place to one that waits', async () => {
    const site = await opened()
    const { dock } = site
    dock.coexist = 1
    dock.refuse = ({ method, data }) =>
      method === 'live_start_push' && data['video_id'] === dock.payload ? 513006 : undefined
    site.live.setWishes([site.wish(dock.payload), site.wish(dock.vision)])
    await site.time.run(30_000)
    expect(site.state(dock.vision)).toMatchObject({ kind: 'waiting', for: 'slot' })
    await site.time.run(90_000)
    expect(site.state(dock.vision)).toMatchObject({ kind: 'live' })
    expect(site.state(dock.payload)).toMatchObject({ kind: 'waiting', for: 'slot' })
  })

  test('513012: waits for the slot, asks seldom, and at once when another stream ended', async () => {
    const site = await opened()
    const { dock } = site
    dock.push(dock.vision, 'rtmp://elsewhere/live/x')
    dock.coexist = 3
    dock.refuse = ({ method }) => (method === 'live_start_push' ? 513012 : undefined)
    await site.time.run(500)
    site.live.setWishes([site.wish(dock.payload)])
    await site.time.run(3000)
    expect(site.state(dock.payload)).toMatchObject({ kind: 'waiting', for: 'slot' })
    await site.time.run(117_000)
    expect(site.sent.length).toBeLessThan(7)
    dock.refuse = () => undefined
    dock.end(dock.vision)
    await site.time.run(3000)
    expect(site.state(dock.payload)).toMatchObject({ kind: 'live' })
  })
})

test('a gateway gets one request at a time and never more than two a second', async () => {
  const site = await opened()
  const { dock } = site
  dock.coexist = 3
  site.replyAfter = 10
  site.live.setWishes([dock.dockCamera, dock.payload, dock.vision].map((id) => site.wish(id)))
  await site.time.run(10_000)
  expect(site.sent).toHaveLength(3)
  const gaps = site.sent.slice(1).map(({ at }, index) => at - (site.sent[index]?.at ?? 0))
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(500)
  site.replyAfter = 4000
  site.live.setWishes([])
  await site.time.run(3000)
  expect(site.sent).toHaveLength(4)
})
