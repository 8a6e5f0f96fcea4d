import { describe, expect, test } from 'vitest'
import { liveSite } from './fixtures/live-site'
import { ModelSite } from './fixtures/model-site'

test('what another station starts to the same address after our stop runs on', async () => {
  const { site, id } = await liveSite()
  site.live.setWishes([])
  await site.time.run(1600)
  expect(site.methods()).toEqual(['live_stop_push'])
  site.dock.push(id, site.url(id))
  await site.time.run(60_000)
  expect(site.methods()).toEqual(['live_stop_push'])
  expect(site.dock.streams.size).toBe(1)
})

test.each<[string, (site: ModelSite, id: string) => void]>([
  ['to us', (site, id) => site.cut(site.dock, id, 1500)],
  [
    'to an ingest that starts again',
    (site) => {
      site.ingest(false)
      site.time.schedule(5000, () => site.ingest(true))
    },
  ],
])('a dock that connects again %s has our stream: it is stopped', async (_way, lose) => {
  const { site, id } = await liveSite()
  lose(site, id)
  site.dock.handle({ method: 'live_set_quality', data: { video_id: id, video_quality: 0 } })
  await site.time.run(500)
  site.live.setWishes([])
  await site.time.run(12_000)
  expect(site.methods()).toEqual(['live_stop_push'])
  expect(site.dock.streams.size).toBe(0)
})

test('who took the camera while the link was down keeps it', async () => {
  const { site, id } = await liveSite()
  site.link(false)
  site.live.setWishes([])
  site.dock.end(id)
  site.dock.push(id, 'rtmp://elsewhere/live/x')
  await site.time.run(5100)
  site.link(true)
  await site.time.run(30_000)
  expect(site.sent).toEqual([])
  expect(site.status(id)).toMatchObject({ state: { kind: 'off' } })
})

test('who took the camera keeps it also when the dock loses its link afterwards', async () => {
  const { site, id } = await liveSite()
  site.dock.end(id)
  site.dock.push(id, 'rtmp://elsewhere/live/x')
  await site.time.run(1000)
  site.leave(site.dock)
  await site.time.run(1000)
  site.comeBack(site.dock)
  site.live.setWishes([])
  await site.time.run(30_000)
  expect(site.sent).toEqual([])
  expect(site.dock.streams.has(id)).toBe(true)
})

describe('a start whose reply was lost, and its wish goes', () => {
  const unanswered = async (prepare: (site: ModelSite, id: string) => void) => {
    const site = new ModelSite()
    await site.open()
    const id = site.dock.payload
    site.deliver = () => 'reply-lost'
    prepare(site, id)
    site.live.setWishes([site.wish(id)])
    await site.time.run(1000)
    site.live.setWishes([])
    site.deliver = () => 'answered'
    site.replyAfter = 500
    await site.time.run(60_000)
    return { site, id }
  }

  test('what comes to us is stopped', async () => {
    const { site } = await unanswered(() => undefined)
    expect(site.methods()).toEqual(['live_start_push', 'live_stop_push'])
    expect(site.dock.streams.size).toBe(0)
  })

  test('what comes to us and shows nothing is stopped', async () => {
    const { site } = await unanswered(({ dock }) => (dock.silent = true))
    expect(site.methods()).toEqual(['live_start_push', 'live_stop_push'])
  })

  test('what comes a minute later is stopped', async () => {
    const { site } = await unanswered((late) => (late.replyAfter = 50_000))
    expect(site.methods()).toEqual(['live_start_push', 'live_stop_push'])
    expect(site.dock.streams.size).toBe(0)
  })

  test('what we had before is still ours', async () => {
    const { site, id } = await liveSite()
    site.cut(site.dock, id, 1e9)
    await site.time.run(2000)
    site.deliver = () => 'reply-lost'
    site.comeBack(site.dock)
    await site.time.run(1000)
    expect(site.methods()).toEqual(['live_start_push'])
    site.live.setWishes([])
    site.deliver = () => 'answered'
    await site.time.run(60_000)
    expect(site.methods()).toEqual(['live_start_push', 'live_stop_push'])
  })

  test('what never comes may be the stream of another, and runs on', async () => {
    const { site, id } = await unanswered(({ dock }, camera) =>
      dock.push(camera, 'rtmp://elsewhere/live/x'),
    )
    expect(site.methods()).toEqual(['live_start_push'])
    expect(site.dock.streams.has(id)).toBe(true)
    expect(site.status(id)).toMatchObject({ state: { kind: 'off' } })
  })
})
