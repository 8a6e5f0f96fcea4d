import { describe, expect, test } from 'vitest'
import type { StreamWish } from '@shared/stream'
import { ModelSite } from './fixtures/model-site'

const live = async (
  more: Partial<StreamWish> = {},
  prepare = (_: ModelSite): void => undefined,
) => {
  const site = new ModelSite()
  prepare(site)
  await site.open()
  const id = site.dock.payload
  site.live.setWishes([site.wish(id, more)])
  await site.time.run(6000)
  expect(site.state(id)).toMatchObject({ kind: 'live' })
  return { site, id }
}

describe('quality', () => {
  test('the wished quality goes with the start: no extra call', async () => {
    const { site, id } = await live({ quality: 3 })
    await site.time.run(20_000)
    expect(site.methods()).toEqual(['live_start_push'])
    expect(site.status(id)).toMatchObject({ confirmed: { quality: 3 }, pending: [] })
  })

  test('is changed while live and confirmed by what the dock reports', async () => {
    const { site, id } = await live()
    site.live.setWishes([site.wish(id, { quality: 4 })])
    expect(site.status(id)).toMatchObject({ confirmed: { quality: 0 }, pending: ['quality'] })
    await site.time.run(2000)
    expect(site.sent.at(-1)).toMatchObject({
      method: 'live_set_quality',
      data: { video_id: id, video_quality: 4 },
    })
    expect(site.status(id)).toMatchObject({ confirmed: { quality: 4 }, pending: [] })
    await site.time.run(30_000)
    expect(site.sent).toHaveLength(2)
  })

  test('a dock that does not report quality: its answer counts after a while', async () => {
    const { site, id } = await live({}, ({ dock }) => void (dock.omitsQuality = true))
    site.live.setWishes([site.wish(id, { quality: 2 })])
    await site.time.run(2000)
    expect(site.status(id)).toMatchObject({ pending: ['quality'] })
    await site.time.run(6000)
    expect(site.status(id)).toMatchObject({ confirmed: { quality: 2 }, pending: [] })
    await site.time.run(60_000)
    expect(site.sent).toHaveLength(2)
  })

  test('refused: said once, not asked again until the wish changes', async () => {
    const { site, id } = await live()
    site.dock.refuse = ({ method }) => (method === 'live_set_quality' ? 513005 : undefined)
    site.live.setWishes([site.wish(id, { quality: 4 })])
    await site.time.run(120_000)
    expect(site.sent).toHaveLength(2)
    expect(site.status(id)).toMatchObject({
      pending: [],
      confirmed: { quality: 0 },
      refused: { code: 'dji-quality-refused', dji: 513005 },
    })
    site.dock.refuse = () => undefined
    site.live.setWishes([site.wish(id, { quality: 3 })])
    await site.time.run(3000)
    expect(site.status(id)).toMatchObject({ confirmed: { quality: 3 } })
    expect(site.status(id)?.refused).toBeUndefined()
  })

  test('acknowledged and not done: three times, then it is called refused', async () => {
    const { site, id } = await live()
    site.dock.ignoresChanges = true
    site.live.setWishes([site.wish(id, { quality: 4 })])
    await site.time.run(200_000)
    expect(site.methods().filter((method) => method === 'live_set_quality')).toHaveLength(3)
    expect(site.status(id)).toMatchObject({
      pending: [],
      confirmed: { quality: 0 },
      refused: { code: 'dji-quality-refused' },
    })
  })

  test('somebody changes it back again and again: asked three times, then now and then', async () => {
    const { site, id } = await live()
    site.live.setWishes([site.wish(id, { quality: 4 })])
    await site.time.run(2000)
    const theirs = { method: 'live_set_quality', data: { video_id: id, video_quality: 1 } } as const
    for (let time = 0; time < 3; time++) {
      site.dock.handle(theirs)
      await site.time.run(10_000)
    }
    expect(site.methods()).toEqual(['live_start_push', ...Array(3).fill('live_set_quality')])
    expect(site.status(id)).toMatchObject({ confirmed: { quality: 1 }, pending: [] })
    await site.time.run(300_000)
    expect(site.methods()).toHaveLength(5)
    expect(site.status(id)).toMatchObject({ confirmed: { quality: 4 }, pending: [] })
  })

  test('what a busy dock did not take does not count as undone', async () => {
    const { site, id } = await live()
    let busy = 4
    site.dock.refuse = ({ method }) =>
      method === 'live_set_quality' && busy-- > 0 ? 513009 : undefined
    site.live.setWishes([site.wish(id, { quality: 4 })])
    await site.time.run(60_000)
    expect(site.status(id)).toMatchObject({ confirmed: { quality: 4 } })
    site.dock.handle({ method: 'live_set_quality', data: { video_id: id, video_quality: 0 } })
    await site.time.run(10_000)
    expect(site.status(id)).toMatchObject({ confirmed: { quality: 4 }, pending: [] })
  })

  test('a busy dock is asked again', async () => {
    const { site, id } = await live()
    let busy = 2
    site.dock.refuse = ({ method }) =>
      method === 'live_set_quality' && busy-- > 0 ? 513009 : undefined
    site.live.setWishes([site.wish(id, { quality: 1 })])
    await site.time.run(12_000)
    expect(site.status(id)).toMatchObject({ confirmed: { quality: 1 }, pending: [] })
  })

  test('a stream that was adopted gets the wished quality', async () => {
    const site = new ModelSite()
    await site.open()
    const id = site.dock.payload
    site.dock.push(id, site.url(id), 1)
    await site.time.run(3000)
    site.live.setWishes([site.wish(id, { quality: 4 })])
    await site.time.run(3000)
    expect(site.methods()).toEqual(['live_set_quality'])
    expect(site.status(id)).toMatchObject({ confirmed: { quality: 4 } })
  })

  test('"nothing is live" means: start again', async () => {
    const { site, id } = await live()
    site.dock.refuse = ({ method }) => (method === 'live_set_quality' ? 513011 : undefined)
    site.live.setWishes([site.wish(id, { quality: 4 })])
    await site.time.run(1500)
    expect(site.methods().slice(0, 3)).toEqual([
      'live_start_push',
      'live_set_quality',
      'live_start_push',
    ])
  })
})

describe('lens', () => {
  test('is changed with the video id, and confirmed', async () => {
    const { site, id } = await live({ lens: 'zoom' })
    expect(site.sent.slice(1)).toMatchObject([
      { method: 'live_lens_change', data: { video_id: id, video_type: 'zoom' } },
    ])
    expect(site.status(id)).toMatchObject({ confirmed: { lens: 'zoom' }, pending: [] })
  })

  test('the infrared lens has the name that is offered', async () => {
    const { site, id } = await live({ lens: 'thermal' })
    expect(site.sent.at(-1)?.data['video_type']).toBe('ir')
    expect(site.status(id)).toMatchObject({ confirmed: { lens: 'ir' }, pending: [] })
  })

  test('a lens that is not offered is not asked for', async () => {
    const { site, id } = await live({ lens: 'macro' })
    await site.time.run(20_000)
    expect(site.methods()).toEqual(['live_start_push'])
    expect(site.status(id)).toMatchObject({ refused: { code: 'dji-unsupported' }, pending: [] })
  })

  test('changed by somebody else: the wish wins', async () => {
    const { site, id } = await live({ lens: 'zoom' })
    site.dock.handle({ method: 'live_lens_change', data: { video_id: id, video_type: 'wide' } })
    await site.time.run(10_000)
    expect(site.status(id)).toMatchObject({ confirmed: { lens: 'zoom' }, pending: [] })
  })
})

describe('position of the dock camera', () => {
  const dockLive = async (position: 0 | 1) => {
    const site = new ModelSite()
    await site.open()
    const id = site.dock.dockCamera
    site.live.setWishes([site.wish(id, { position })])
    await site.time.run(6000)
    return { site, id }
  }

  test('is asked for after live and confirmed by the answer', async () => {
    const { site, id } = await dockLive(1)
    expect(site.sent.slice(1)).toMatchObject([
      { method: 'live_camera_change', data: { video_id: id, camera_position: 1 } },
    ])
    expect(site.status(id)).toMatchObject({ confirmed: { position: 1 }, pending: [] })
  })

  test('is asked for again after a new start', async () => {
    const { site, id } = await dockLive(0)
    site.dock.end(id)
    await site.time.run(10_000)
    expect(site.methods()).toEqual([
      'live_start_push',
      'live_camera_change',
      'live_start_push',
      'live_camera_change',
    ])
    expect(site.status(id)).toMatchObject({ confirmed: { position: 0 } })
  })

  test('is refused where the camera cannot be moved', async () => {
    const { site, id } = await live({ position: 0 })
    await site.time.run(10_000)
    expect(site.methods()).toEqual(['live_start_push'])
    expect(site.status(id)).toMatchObject({ refused: { code: 'dji-unsupported' } })
  })
})

test('a change whose answer is lost is asked again unless the dock reports it', async () => {
  const { site, id } = await live()
  site.deliver = () => 'reply-lost'
  site.live.setWishes([site.wish(id, { quality: 4 })])
  await site.time.run(60_000)
  expect(site.methods()).toEqual(['live_start_push', 'live_set_quality'])
  expect(site.status(id)).toMatchObject({ confirmed: { quality: 4 }, pending: [] })
})
