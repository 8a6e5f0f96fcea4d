import { describe, expect, test } from 'vitest'
import type { PushProtocol } from '@shared/stream'
import { ModelSite } from './fixtures/model-site'
import { TIMES } from './policy-times'

const opened = async (whip = true): Promise<ModelSite> => {
  const site = new ModelSite()
  await site.open()
  if (whip) site.ingest(true, 'whip')
  return site
}
const want = (site: ModelSite, protocol: PushProtocol = 'auto'): void =>
  site.live.setWishes([site.wish(site.dock.payload, { protocol })])
const FAILED = { kind: 'failed', fault: { code: 'whip-port-busy', at: 0 } } as const
/** What each start asked for: DJI `url_type` 1 is RTMP, 4 is WHIP. */
const ways = (site: ModelSite): unknown[] =>
  site.sent.filter(({ method }) => method === 'live_start_push').map(({ data }) => data['url_type'])
const status = (site: ModelSite) => site.status(site.dock.payload)

describe('how a dock is asked to push', () => {
  const byWhip = { types: [4], by: 'whip' } as const
  const byRtmp = { types: [1], by: 'rtmp' } as const
  test.each([
    ['by WHIP where its model lists it', { model: '3-2-0', ...byWhip }],
    ['by WHIP a remote that lists it', { model: '2-174-0', ...byWhip }],
    ['by RTMP a remote that does not', { model: '2-119-0', ...byRtmp }],
    ['by RTMP a model nobody knows', { model: '3-9-0', ...byRtmp }],
    ['by WHIP such a model on request', { model: '3-9-0', wished: 'whip', ...byWhip } as const],
    ['by RTMP where WHIP does not listen', { model: '3-2-0', whip: false, ...byRtmp }],
    ['by RTMP on request', { model: '3-2-0', wished: 'rtmp', ...byRtmp } as const],
  ])('%s', async (_name, given) => {
    const { by, model, types, wished, whip } = { wished: 'auto' as const, whip: true, ...given }
    const site = await opened(whip)
    site.dock.modelKey = model
    await site.time.run(500)
    want(site, wished)
    await site.time.run(5000)
    expect(ways(site)).toEqual(types)
    expect(status(site)).toMatchObject({ state: { kind: 'live' }, protocol: by })
    expect(site.sent[0]?.data['url']).toBe(site.url(site.dock.payload, by))
  })

  test('not at all by WHIP where that is turned off', async () => {
    const site = await opened(false)
    want(site, 'whip')
    await site.time.run(5000)
    expect(status(site)?.state).toMatchObject({ fault: { code: 'protocol-unavailable' } })
    expect(site.sent).toEqual([])
  })

  test('not at all by WHIP when its model is known to lack it: said at once', async () => {
    const site = await opened()
    site.dock.modelKey = '2-119-0'
    await site.time.run(500)
    want(site, 'whip')
    await site.time.run(5000)
    expect(site.sent).toEqual([])
    expect(status(site)?.state).toMatchObject({
      kind: 'failed',
      fault: { code: 'protocol-unavailable' },
    })
    want(site)
    await site.time.run(5000)
    expect(status(site)?.state).toMatchObject({ kind: 'live' })
  })

  test('WHIP on request waits for its ingest, automatic does not', async () => {
    const site = await opened(false)
    site.live.ingestChanged(FAILED, 'whip')
    want(site, 'whip')
    await site.time.run(5000)
    expect(status(site)?.state).toMatchObject({ kind: 'waiting', for: 'ingest' })
    want(site)
    await site.time.run(5000)
    expect(ways(site)).toEqual([1])
  })

  test('an ingest that is about to listen is waited for, one that never does is not', async () => {
    const site = await opened(false)
    site.live.ingestChanged({ kind: 'starting' }, 'whip')
    want(site)
    await site.time.run(1000)
    expect(site.sent).toEqual([])
    await site.time.run(TIMES.whipStart + 2000)
    expect(ways(site)).toEqual([1])
    const quick = await opened(false)
    quick.live.ingestChanged({ kind: 'starting' }, 'whip')
    want(quick)
    await quick.time.run(300)
    quick.ingest(true, 'whip')
    await quick.time.run(3000)
    expect(ways(quick)).toEqual([4])
  })

  test('by WHIP alone when only that listens', async () => {
    const site = await opened()
    site.ingest(false)
    want(site)
    await site.time.run(5000)
    expect(ways(site)).toEqual([4])
    expect(status(site)?.state).toMatchObject({ kind: 'live' })
  })
})

describe('a stream that runs already', () => {
  test.each(['rtmp', 'whip'] as const)('is adopted when it comes by %s', async (by) => {
    const site = await opened()
    const id = site.dock.payload
    site.dock.push(id, site.url(id, by))
    await site.time.run(2000)
    want(site)
    await site.time.run(40_000)
    expect(site.sent).toEqual([])
    expect(status(site)).toMatchObject({ state: { kind: 'live', adopted: true }, protocol: by })
  })

  test('is stopped and started once when it comes another way than was chosen', async () => {
    const site = await opened()
    want(site)
    await site.time.run(40_000)
    want(site, 'rtmp')
    await site.time.run(40_000)
    expect(site.methods()).toEqual(['live_start_push', 'live_stop_push', 'live_start_push'])
    expect(ways(site)).toEqual([4, 1])
    expect(status(site)).toMatchObject({ state: { kind: 'live' }, protocol: 'rtmp' })
    want(site)
    await site.time.run(40_000)
    expect(ways(site)).toEqual([4, 1])
    want(site, 'whip')
    await site.time.run(40_000)
    expect(ways(site)).toEqual([4, 1, 4])
    expect(status(site)).toMatchObject({ state: { kind: 'live' }, protocol: 'whip' })
  })

  test('says "starting" while it changes its way, and never a fault', async () => {
    const site = await opened()
    want(site)
    await site.time.run(40_000)
    const seen = new Set<string>()
    site.live.onStatus((changed) => {
      for (const { state } of changed) seen.add(state.kind)
    })
    want(site, 'rtmp')
    await site.time.run(20_000)
    expect([...seen].sort()).toEqual(['accepted', 'live', 'starting'])
  })

  test('goes on as it comes while the chosen way is closed', async () => {
    const site = await opened(false)
    site.live.ingestChanged(FAILED, 'whip')
    want(site)
    await site.time.run(5000)
    want(site, 'whip')
    await site.time.run(20_000)
    expect(ways(site)).toEqual([1])
    expect(status(site)).toMatchObject({ state: { kind: 'live' }, protocol: 'rtmp' })
    site.ingest(true, 'whip')
    await site.time.run(20_000)
    expect(ways(site)).toEqual([1, 4])
    expect(status(site)).toMatchObject({ state: { kind: 'live' }, protocol: 'whip' })
  })

  test('is not started again and again when it keeps coming the other way', async () => {
    const site = await opened()
    const { dock } = site
    dock.refuse = ({ method }) => {
      if (method !== 'live_start_push') return undefined
      dock.push(dock.payload, site.url(dock.payload))
      return 0
    }
    want(site, 'whip')
    await site.time.run(300_000)
    expect(site.methods()).toEqual(['live_start_push'])
    expect(status(site)).toMatchObject({ state: { kind: 'live' }, protocol: 'rtmp' })
  })

  test('that was there before the chosen way could be asked for is changed all the same', async () => {
    const site = await opened()
    const { dock } = site
    dock.refuse = ({ method }) => {
      if (method !== 'live_start_push') return undefined
      dock.refuse = () => undefined
      dock.push(dock.payload, site.url(dock.payload, 'whip'))
      return 513003
    }
    want(site, 'rtmp')
    await site.time.run(30_000)
    expect(ways(site)).toEqual([1, 1])
    expect(status(site)).toMatchObject({ state: { kind: 'live' }, protocol: 'rtmp' })
  })

  test.each(['rtmp', 'whip'] as const)('without any more key frames, by %s', async (by) => {
    const site = await opened()
    want(site, by)
    await site.time.run(5000)
    const stream = site.dock.streams.get(site.dock.payload)
    if (stream !== undefined) stream.keyless = true
    await site.time.run(120_000)
    expect(ways(site).length).toBe(by === 'whip' ? 1 : 2)
    expect(status(site)).toMatchObject({ state: { kind: 'live' }, protocol: by })
  })
})
