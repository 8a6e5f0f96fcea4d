import { describe, expect, test } from 'vitest'
import { ModelSite } from './fixtures/model-site'

const refused = async (code: number): Promise<ModelSite> => {
  const site = new ModelSite()
  await site.open()
  site.dock.refuse = ({ method }) => (method === 'live_start_push' ? code : undefined)
  site.live.setWishes([site.wish(site.dock.payload)])
  return site
}

const gaps = (site: ModelSite): number[] =>
  site.sent.slice(1).map(({ at }, index) => at - (site.sent[index]?.at ?? 0))

test.each([513006, 513008, 513001, 613006])(
  'a start that fails while the camera warms up (%i): twelve tries 5 s apart, then slower, for ever',
  async (code) => {
    const site = await refused(code)
    await site.time.run(600_000)
    const pauses = gaps(site)
    expect(pauses.length).toBeGreaterThan(20)
    for (const pause of pauses.slice(0, 12)) expect(pause).toBeCloseTo(5500, -3)
    for (const pause of pauses.slice(12)) expect(pause).toBeGreaterThan(20_000)
    expect(site.state(site.dock.payload)).toMatchObject({ kind: 'retrying', fault: { dji: code } })
    site.dock.refuse = () => undefined
    await site.time.run(40_000)
    expect(site.state(site.dock.payload)).toMatchObject({ kind: 'live' })
  },
)

test.each([513009, 513015, 513016, 513099, 514145, 999999])(
  'other failures (%i): growing pauses that stay under 40 s',
  async (code) => {
    const site = await refused(code)
    await site.time.run(300_000)
    const pauses = gaps(site)
    expect(pauses[0]).toBeLessThan(4000)
    expect(Math.max(...pauses)).toBeGreaterThan(20_000)
    expect(Math.max(...pauses)).toBeLessThan(40_000)
    site.dock.refuse = () => undefined
    await site.time.run(40_000)
    expect(site.state(site.dock.payload)).toMatchObject({ kind: 'live' })
  },
)

test('the dock cannot reach us (513010): three quick tries, then slow with the fault on show', async () => {
  const site = await refused(513010)
  await site.time.run(300_000)
  const pauses = gaps(site)
  for (const pause of pauses.slice(0, 3)) expect(pause).toBeLessThan(7000)
  for (const pause of pauses.slice(3)) expect(pause).toBeGreaterThan(45_000)
  expect(site.state(site.dock.payload)).toMatchObject({
    kind: 'retrying',
    fault: { code: 'dji-network', dji: 513010 },
  })
})

describe.each([513002, 513004, 513013, 513014])('never to be retried (%i)', (code) => {
  test('fails until the wish changes', async () => {
    const site = await refused(code)
    const { payload } = site.dock
    await site.time.run(600_000)
    expect(site.sent).toHaveLength(1)
    expect(site.state(payload)).toMatchObject({ kind: 'failed', fault: { dji: code } })
    site.live.setWishes([site.wish(payload, { quality: 2 })])
    await site.time.run(5000)
    expect(site.sent).toHaveLength(2)
  })

  test('or the capacity', async () => {
    const site = await refused(code)
    await site.time.run(5000)
    site.dock.coexist = 3
    await site.time.run(5000)
    expect(site.sent).toHaveLength(2)
  })

  test('or the operator says so', async () => {
    const site = await refused(code)
    const { payload } = site.dock
    await site.time.run(5000)
    site.dock.refuse = () => undefined
    site.live.retry(payload)
    await site.time.run(5000)
    expect(site.state(payload)).toMatchObject({ kind: 'live' })
  })
})

describe('media download (513017)', () => {
  test('waits until the dock has fetched its media', async () => {
    const site = await refused(513017)
    site.dock.remainUpload = 40
    await site.time.run(15_000)
    expect(site.sent).toHaveLength(1)
    site.dock.remainUpload = 0
    site.dock.refuse = () => undefined
    await site.time.run(3000)
    expect(site.sent).toHaveLength(2)
    expect(site.state(site.dock.payload)).toMatchObject({ kind: 'live' })
  })

  test('or thirty seconds', async () => {
    const site = await refused(513017)
    site.dock.remainUpload = 40
    await site.time.run(29_000)
    expect(site.sent).toHaveLength(1)
    await site.time.run(3000)
    expect(site.sent).toHaveLength(2)
  })
})

test('a new start of the aircraft forgets the pauses of the last flight', async () => {
  const site = await refused(513006)
  await site.time.run(200_000)
  const { dock } = site
  dock.setAircraft(false)
  await site.time.run(2000)
  expect(site.state(dock.payload)).toMatchObject({ kind: 'waiting', for: 'aircraft' })
  const before = site.sent.length
  dock.setAircraft(true)
  await site.time.run(12_000)
  expect(site.sent.length - before).toBe(3)
})

test('the operator may try now', async () => {
  const site = await refused(513010)
  await site.time.run(120_000)
  const before = site.sent.length
  site.live.retry(site.dock.payload)
  await site.time.run(100)
  expect(site.sent).toHaveLength(before + 1)
})
