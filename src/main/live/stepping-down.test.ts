import { expect, test } from 'vitest'
import type { PushProtocol } from '@shared/stream'
import type { ModelDock } from './fixtures/model-dock'
import { ModelSite } from './fixtures/model-site'
import { TIMES } from './policy-times'
import type { KeptStepDown } from './protocol-ladder'

const opened = async (kept: readonly KeptStepDown[] = [], tick = 250): Promise<ModelSite> => {
  const site = new ModelSite(1, tick, kept)
  site.ingest(true, 'whip')
  await site.open()
  return site
}
const want = (site: ModelSite, id: string, protocol: PushProtocol = 'auto'): void =>
  site.live.setWishes([site.wish(id, { protocol })])
const stop = async (site: ModelSite): Promise<void> => {
  site.live.setWishes([])
  await site.time.run(20_000)
}
const ways = (site: ModelSite): unknown[] =>
  site.sent.filter(({ method }) => method === 'live_start_push').map(({ data }) => data['url_type'])
const broken = (dock: ModelDock, how: ModelDock['whip']): string => {
  dock.whip = how
  return dock.payload
}

test.each<[string, ModelDock['whip'], number[], string]>([
  ['the protocol is refused', 513013, [4, 1], 'dji-protocol-refused'],
  ['the address is refused', 513014, [4, 1], 'dji-address-refused'],
  ['the address cannot be reached', 613010, [4, 1], 'dji-network'],
  ['nothing of this is supported', 513004, [4, 1], 'dji-unsupported'],
  ['an unknown refusal comes twice', 314000, [4, 4, 1], 'dji-other'],
  ['no publisher comes twice', 'no-publisher', [4, 4, 1], 'publish-missing'],
  ['no media come twice', 'no-media', [4, 4, 1], 'media-silent'],
])('automatic goes down to RTMP when %s', async (_name, how, types, code) => {
  const site = await opened()
  const id = broken(site.dock, how)
  want(site, id)
  await site.time.run(90_000)
  expect(ways(site)).toEqual(types)
  expect(site.status(id)).toMatchObject({
    state: { kind: 'live' },
    protocol: 'rtmp',
    steppedDown: { fault: { code } },
  })
})

test('what has nothing to do with the way does not lead away from WHIP', async () => {
  const site = await opened()
  const id = site.dock.payload
  const codes = [513006, 513008, 513009, 513017, 513015]
  site.dock.refuse = ({ method }) => (method === 'live_start_push' ? codes.pop() : undefined)
  want(site, id)
  await site.time.run(200_000)
  expect(new Set(ways(site))).toEqual(new Set([4]))
  expect(site.status(id)).toMatchObject({ state: { kind: 'live' }, protocol: 'whip' })
})

test('a stream that ran well by WHIP and breaks later begins by WHIP again', async () => {
  const site = await opened()
  const id = site.dock.payload
  want(site, id)
  for (let time = 0; time < 4; time++) {
    await site.time.run(120_000)
    site.cut(site.dock, id, 1e9)
    site.dock.end(id)
  }
  await site.time.run(60_000)
  expect(new Set(ways(site))).toEqual(new Set([4]))
  expect(site.status(id)).toMatchObject({ state: { kind: 'live' }, protocol: 'whip' })
})

test('WHIP on request is tried on and on, and says why it fails', async () => {
  const site = await opened()
  const id = broken(site.dock, 513010)
  want(site, id, 'whip')
  await site.time.run(120_000)
  expect(new Set(ways(site))).toEqual(new Set([4]))
  expect(site.status(id)).toMatchObject({ state: { fault: { code: 'dji-network' } } })
  expect(site.status(id)?.steppedDown).toBeUndefined()
})

test('the other cameras of the gateway begin by RTMP, those of another gateway do not', async () => {
  const site = new ModelSite(2)
  site.ingest(true, 'whip')
  await site.open()
  const [first, second] = site.docks
  if (first === undefined || second === undefined) throw new Error('two docks')
  want(site, broken(first, 513010))
  await site.time.run(20_000)
  site.live.setWishes([
    site.wish(first.payload),
    site.wish(first.dockCamera),
    { ...site.wish(second.payload), gatewaySn: second.sn },
  ])
  await site.time.run(20_000)
  expect(site.status(first.dockCamera)).toMatchObject({ protocol: 'rtmp', steppedDown: {} })
  expect(site.status(second.payload)).toMatchObject({ protocol: 'whip' })
  expect(ways(site)).toEqual([4, 1, 1, 4])
})

test('after a while the next start tries WHIP again; a running stream is left alone', async () => {
  const site = await opened()
  const id = broken(site.dock, 513010)
  want(site, id)
  await site.time.run(20_000)
  site.dock.whip = 'works'
  await site.time.run(TIMES.whipAgain + 60_000)
  expect(ways(site)).toEqual([4, 1])
  expect(site.status(id)).toMatchObject({ state: { kind: 'live' }, protocol: 'rtmp' })
  await stop(site)
  want(site, id)
  await site.time.run(20_000)
  expect(ways(site)).toEqual([4, 1, 4])
})

test('failing again keeps WHIP away for twice as long, until it has run well', async () => {
  const site = await opened()
  const id = broken(site.dock, 513010)
  const until = async (): Promise<number> => {
    want(site, id)
    await site.time.run(5000)
    const { until: end = 0, fault } = site.status(id)?.steppedDown ?? {}
    return Math.round((end - (fault?.at ?? 0)) / 1000)
  }
  expect(await until()).toBe(TIMES.whipAgain / 1000)
  await stop(site)
  await site.time.run(TIMES.whipAgain)
  expect(await until()).toBe((2 * TIMES.whipAgain) / 1000)
  site.dock.whip = 'works'
  want(site, id, 'whip')
  await site.time.run(60_000)
  expect(site.status(id)).toMatchObject({ state: { kind: 'live' }, protocol: 'whip' })
  want(site, id)
  await site.time.run(5000)
  expect(site.status(id)?.steppedDown).toBeUndefined()
  expect(site.stepDowns).toEqual([])
})

test('a firmware without WHIP is asked for it once a day', async () => {
  const site = await opened()
  const id = broken(site.dock, 513013)
  want(site, id)
  await site.time.run(10_000)
  const { until = 0, fault } = site.status(id)?.steppedDown ?? {}
  expect(until - (fault?.at ?? 0)).toBe(86_400_000)
})

test('it is remembered over a restart of the station, for the time that is left', async () => {
  const before = await opened()
  want(before, broken(before.dock, 513010))
  await before.time.run(20_000)
  expect(before.stepDowns).toMatchObject([{ gatewaySn: 'DOCK1', count: 1 }])
  const again = await opened(before.stepDowns)
  want(again, again.dock.payload)
  await again.time.run(10_000)
  expect(ways(again)).toEqual([1])
  expect(again.status(again.dock.payload)?.steppedDown?.fault).toMatchObject({
    code: 'dji-network',
    dji: 513010,
  })
  await stop(again)
  await again.time.run(TIMES.whipAgain)
  want(again, again.dock.payload)
  await again.time.run(10_000)
  expect(ways(again)).toEqual([1, 4])
})

test('a clock set back years does not keep WHIP away for years', async () => {
  const far = 1_900_000_000_000
  const fault = { code: 'publish-missing', at: far - 1000 } as const
  const site = await opened([{ gatewaySn: 'DOCK1', count: 3, until: far, fault }], 4000)
  await site.time.run(86_400_000)
  want(site, site.dock.payload)
  await site.time.run(10_000)
  expect(ways(site)).toEqual([4])
})

test('where RTMP does not listen there is nothing to go down to, and no hurry either', async () => {
  const site = await opened()
  site.ingest(false)
  const id = broken(site.dock, 513010)
  want(site, id)
  await site.time.run(120_000)
  expect(new Set(ways(site))).toEqual(new Set([4]))
  expect(ways(site).length).toBeLessThan(8)
  site.ingest(true)
  await site.time.run(120_000)
  expect(site.status(id)).toMatchObject({ state: { kind: 'live' }, protocol: 'rtmp' })
})

test('a camera that cannot while its neighbour runs by WHIP goes down alone', async () => {
  const site = await opened()
  const { dock } = site
  want(site, dock.dockCamera)
  await site.time.run(60_000)
  dock.whip = 'no-media'
  site.live.setWishes([site.wish(dock.dockCamera), site.wish(dock.payload)])
  await site.time.run(120_000)
  expect(site.status(dock.payload)).toMatchObject({ state: { kind: 'live' }, protocol: 'rtmp' })
  expect(site.status(dock.dockCamera)).toMatchObject({ state: { kind: 'live' }, protocol: 'whip' })
  expect(site.status(dock.dockCamera)?.steppedDown).toBeUndefined()
  expect(ways(site)).toEqual([4, 4, 4, 1])
})

test('whatever a dock says, it is not asked for WHIP for ever', async () => {
  const site = await opened()
  const id = broken(site.dock, 513015)
  want(site, id)
  await site.time.run(600_000)
  expect(ways(site)).toEqual([...Array.from({ length: TIMES.warmUpTries + 1 }, () => 4), 1])
  expect(site.status(id)).toMatchObject({ state: { kind: 'live' }, protocol: 'rtmp' })
})

test('a stream that never brings a key frame by WHIP comes by RTMP', async () => {
  const site = await opened()
  const { dock } = site
  dock.keyless = true
  want(site, dock.payload)
  await site.time.run(10_000)
  dock.keyless = false
  await site.time.run(30_000)
  expect(ways(site)).toEqual([4, 1])
  expect(site.status(dock.payload)?.steppedDown?.fault.code).toBe('key-frame-missing')
})
