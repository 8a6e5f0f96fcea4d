import { describe, expect, test } from 'vitest'
import { ModelSite } from './fixtures/model-site'

const opened = async (docks = 1): Promise<ModelSite> => {
  const site = new ModelSite(docks)
  await site.open()
  return site
}

describe('what a wish waits for', () => {
  test('link, then gateway, then aircraft, then camera, then ingest', async () => {
    const site = new ModelSite()
    const { dock } = site
    dock.setAircraft(false)
    const wish = site.wish(dock.payload)
    site.live.setWishes([wish])
    expect(site.state(dock.payload)).toMatchObject({ kind: 'waiting', for: 'link' })
    site.link(true)
    expect(site.state(dock.payload)).toMatchObject({ kind: 'waiting', for: 'gateway' })
    await site.time.run(1000)
    expect(site.state(dock.payload)).toMatchObject({ kind: 'waiting', for: 'aircraft' })
    dock.aircraftOn = true
    await site.time.run(1000)
    expect(site.state(dock.payload)).toMatchObject({ kind: 'waiting', for: 'camera' })
    dock.listed = true
    await site.time.run(1000)
    expect(site.state(dock.payload)).toMatchObject({ kind: 'waiting', for: 'ingest' })
    expect(site.sent).toEqual([])
    site.ingest(true)
    await site.time.run(3000)
    expect(site.state(dock.payload)).toMatchObject({ kind: 'live', adopted: false })
  })

  test('the dock camera does not wait for an aircraft', async () => {
    const site = await opened()
    site.dock.setAircraft(false)
    site.live.setWishes([site.wish(site.dock.dockCamera)])
    await site.time.run(3000)
    expect(site.state(site.dock.dockCamera)).toMatchObject({ kind: 'live' })
  })

  test('a gateway nobody has seen', async () => {
    const site = await opened()
    site.live.setWishes([site.wish('NOBODY/165-0-7/normal-0', { gatewaySn: 'NOBODY' })])
    await site.time.run(5000)
    expect(site.state('NOBODY/165-0-7/normal-0')).toMatchObject({ kind: 'waiting', for: 'gateway' })
    expect(site.sent).toEqual([])
  })
})

describe('a start', () => {
  test('carries protocol, address, source and wished quality', async () => {
    const site = await opened()
    const id = site.dock.dockCamera
    site.live.setWishes([site.wish(id, { quality: 3 })])
    expect(site.state(id)).toMatchObject({ kind: 'starting', attempt: 1 })
    expect(site.sent).toMatchObject([
      {
        gatewaySn: 'DOCK1',
        method: 'live_start_push',
        data: { url_type: 1, url: site.url(id), video_id: id, video_quality: 3 },
      },
    ])
  })

  test('accepted is not live: live is said when pictures arrive', async () => {
    const site = await opened()
    const id = site.dock.dockCamera
    site.dock.connects = false
    const seen: string[] = []
    site.live.onStatus((changed) => seen.push(...changed.map(({ state }) => state.kind)))
    site.live.setWishes([site.wish(id)])
    await site.time.run(10_000)
    expect(site.state(id)).toMatchObject({ kind: 'accepted' })
    expect(seen).not.toContain('live')
    expect(site.methods()).toEqual(['live_start_push'])
  })

  test('accepted and nothing comes: stop, and start when the dock says that it ended', async () => {
    const site = await opened()
    const id = site.dock.dockCamera
    site.dock.connects = false
    site.live.setWishes([site.wish(id)])
    await site.time.run(15_700)
    expect(site.state(id)).toMatchObject({ kind: 'retrying', fault: { code: 'publish-missing' } })
    site.dock.connects = true
    await site.time.run(5000)
    expect(site.methods()).toEqual(['live_start_push', 'live_stop_push', 'live_start_push'])
    const [, stop, start] = site.sent
    expect((start?.at ?? 0) - (stop?.at ?? 0)).toBeLessThan(1000)
    expect(site.state(id)).toMatchObject({ kind: 'live', adopted: false })
  })

  test('a dock that says too early that a stream ended gets its two seconds', async () => {
    const site = await opened()
    const id = site.dock.dockCamera
    let stopped = Number.NEGATIVE_INFINITY
    site.dock.refuse = ({ method }) => {
      if (method === 'live_start_push')
        return site.time.elapsed - stopped < 1500 ? 513003 : undefined
      stopped = site.time.elapsed
      site.dock.end(id)
      return 0
    }
    site.dock.connects = false
    site.live.setWishes([site.wish(id)])
    await site.time.run(15_700)
    site.dock.connects = true
    await site.time.run(30_000)
    const [stop, start] = site.sent.slice(-2)
    expect([stop?.method, start?.method]).toEqual(['live_stop_push', 'live_start_push'])
    expect((start?.at ?? 0) - (stop?.at ?? 0)).toBeGreaterThanOrEqual(2000)
    expect(site.state(id)).toMatchObject({ kind: 'live' })
  })

  test('a quality that is refused falls back to adaptive once', async () => {
    const site = await opened()
    const id = site.dock.dockCamera
    site.dock.refuse = ({ data }) => (data['video_quality'] === 4 ? 513005 : undefined)
    site.live.setWishes([site.wish(id, { quality: 4 })])
    await site.time.run(60_000)
    expect(site.sent.map(({ data }) => data['video_quality'])).toEqual([4, 0])
    const status = site.status(id)
    expect(status?.state).toMatchObject({ kind: 'live' })
    expect(status?.refused).toMatchObject({ code: 'dji-quality-refused', dji: 513005 })
    expect(status?.confirmed.quality).toBe(0)
    expect(status?.pending).toEqual([])
  })
})

describe('a reply that is lost', () => {
  test('after the dock acted: nothing is sent again, the pictures tell', async () => {
    const site = await opened()
    const id = site.dock.dockCamera
    site.deliver = () => 'reply-lost'
    site.live.setWishes([site.wish(id)])
    await site.time.run(60_000)
    expect(site.methods()).toEqual(['live_start_push'])
    expect(site.state(id)).toMatchObject({ kind: 'live', adopted: false })
  })

  test('before the dock heard it: another start only after a look around', async () => {
    const site = await opened()
    const id = site.dock.dockCamera
    site.deliver = () => (site.sent.length === 1 ? 'request-lost' : 'answered')
    site.live.setWishes([site.wish(id)])
    await site.time.run(27_000)
    expect(site.methods()).toEqual(['live_start_push'])
    await site.time.run(2000)
    expect(site.state(id)).toMatchObject({ kind: 'retrying', fault: { code: 'no-reply' } })
    await site.time.run(5000)
    expect(site.methods()).toEqual(['live_start_push', 'live_start_push'])
    expect(site.state(id)).toMatchObject({ kind: 'live' })
  })

  test('the dock says live but no picture comes: it counts as accepted', async () => {
    const site = await opened()
    const id = site.dock.dockCamera
    site.dock.connects = false
    site.deliver = () => 'reply-lost'
    site.live.setWishes([site.wish(id)])
    await site.time.run(30_000)
    expect(site.methods()).toEqual(['live_start_push'])
    expect(site.state(id)).toMatchObject({ kind: 'accepted' })
  })
})
