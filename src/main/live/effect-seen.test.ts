import { describe, expect, test } from 'vitest'
import type { Delivery } from './fixtures/model-link'
import { liveSite } from './fixtures/live-site'
import { ModelSite } from './fixtures/model-site'

/** A site whose two cameras are wished, and where each request that goes first meets `delivery`. */
const starting = async (delivery: Delivery): Promise<ModelSite> => {
  const site = new ModelSite()
  await site.open()
  site.deliver = () => (site.sent.length === 1 ? delivery : 'answered')
  const { dockCamera, payload } = site.dock
  site.live.setWishes([site.wish(dockCamera), site.wish(payload)])
  return site
}
const times = ({ sent }: ModelSite): number[] => {
  const [first] = sent
  return sent.map(({ at }) => at - (first?.at ?? 0))
}

describe('a start whose reply does not come', () => {
  test.each<Delivery>(['reply-lost', 'wrong-tid', 'late-failure'])(
    'is done when its pictures come and the dock says so; the next follows (%s)',
    async (delivery) => {
      const site = await starting(delivery)
      const { dockCamera, payload } = site.dock
      await site.time.run(2000)
      expect(site.state(dockCamera)).toMatchObject({ kind: 'live', adopted: false })
      await site.time.run(5000)
      expect(site.sent.map(({ data }) => data['video_id'])).toEqual([dockCamera, payload])
      expect(times(site)[1]).toBeGreaterThan(2500)
      await site.time.run(60_000)
      expect(site.state(dockCamera)).toMatchObject({ kind: 'live', adopted: false })
      expect(site.state(payload)).toMatchObject({ kind: 'live' })
      expect(site.sent).toHaveLength(2)
    },
  )

  test('is waited for while the dock says nothing of the stream', async () => {
    const site = await starting('reply-lost')
    site.dock.listsStreams = false
    await site.time.run(19_500)
    expect(site.state(site.dock.dockCamera)).toMatchObject({ kind: 'live' })
    expect(site.sent).toHaveLength(1)
    await site.time.run(1000)
    expect(site.sent).toHaveLength(2)
  })

  test('is waited for while no picture comes', async () => {
    const site = await starting('reply-lost')
    site.dock.silent = true
    await site.time.run(19_500)
    expect(site.sent).toHaveLength(1)
  })

  test('is waited for while the pictures come another way than it asked for', async () => {
    const site = await starting('request-lost')
    const { dock } = site
    await site.time.run(1000)
    dock.push(dock.dockCamera, site.url(dock.dockCamera, 'whip'))
    site.ingest(true, 'whip')
    await site.time.run(15_000)
    expect(site.state(dock.dockCamera)).toMatchObject({ kind: 'live' })
    expect(site.sent).toHaveLength(1)
  })
})

test('a stop whose reply is lost is done when the publisher is gone and the dock says so', async () => {
  const { site, id } = await liveSite()
  site.deliver = () => (site.sent.length === 1 ? 'reply-lost' : 'answered')
  site.live.setWishes([])
  await site.time.run(3000)
  site.live.setWishes([site.wish(id)])
  await site.time.run(7000)
  expect(site.methods()).toEqual(['live_stop_push', 'live_start_push'])
  expect(site.state(id)).toMatchObject({ kind: 'live' })
})

test('a stop is waited for while the publisher is still there', async () => {
  const { site, id } = await liveSite()
  site.deliver = () => 'request-lost'
  site.live.setWishes([])
  await site.time.run(3000)
  site.dock.listsStreams = false
  site.live.setWishes([site.wish(id)])
  await site.time.run(15_000)
  expect(site.methods()).toEqual(['live_stop_push'])
  expect(site.state(id)).toMatchObject({ kind: 'live' })
})

test('a lens whose reply is lost is changed when the dock says so', async () => {
  const { site, id } = await liveSite()
  site.deliver = () => (site.sent.length === 1 ? 'reply-lost' : 'answered')
  site.live.setWishes([site.wish(id, { lens: 'thermal' })])
  await site.time.run(1500)
  site.live.setWishes([site.wish(id, { lens: 'zoom' })])
  await site.time.run(5000)
  expect(site.methods()).toEqual(['live_lens_change', 'live_lens_change'])
  expect(site.status(id)).toMatchObject({ confirmed: { lens: 'zoom' }, pending: [] })
})

test('a quality whose request is lost is waited for, whatever else the dock says', async () => {
  const { site, id } = await liveSite()
  site.deliver = () => 'request-lost'
  site.live.setWishes([site.wish(id, { quality: 4 })])
  await site.time.run(1000)
  site.dock.handle({ method: 'live_set_quality', data: { video_id: id, video_quality: 3 } })
  await site.time.run(15_000)
  expect(site.methods()).toEqual(['live_set_quality'])
  expect(site.status(id)).toMatchObject({ confirmed: { quality: 3 }, pending: ['quality'] })
})
