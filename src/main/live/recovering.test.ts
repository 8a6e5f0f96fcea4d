import { describe, expect, test } from 'vitest'
import { liveSite } from './fixtures/live-site'
import { ModelSite } from './fixtures/model-site'

describe('the publisher goes', () => {
  test('the dock connects again by itself: nothing is sent', async () => {
    const { site, id } = await liveSite()
    site.cut(site.dock, id, 2000)
    await site.time.run(1000)
    expect(site.state(id)).toMatchObject({ kind: 'stalled' })
    await site.time.run(5000)
    expect(site.state(id)).toMatchObject({ kind: 'live' })
    expect(site.sent).toEqual([])
  })

  test('the dock says live and does not come back: stop and start', async () => {
    const { site, id } = await liveSite()
    site.cut(site.dock, id, 1e9)
    await site.time.run(10_000)
    expect(site.methods()).toEqual(['live_stop_push', 'live_start_push'])
    expect(site.state(id)).toMatchObject({ kind: 'live' })
  })

  test('the dock says that it ended: started again at once', async () => {
    const { site, id } = await liveSite()
    site.dock.end(id)
    await site.time.run(500)
    expect(site.methods()).toEqual(['live_start_push'])
    await site.time.run(2000)
    expect(site.state(id)).toMatchObject({ kind: 'live' })
  })

  test('the dock says that it ended and why: paced by the reason', async () => {
    const { site, id } = await liveSite()
    site.dock.remainUpload = 3
    site.dock.end(id, 513017)
    await site.time.run(10_000)
    expect(site.sent).toEqual([])
    expect(site.state(id)).toMatchObject({
      kind: 'retrying',
      fault: { code: 'dji-media-download', dji: 513017 },
    })
    site.dock.remainUpload = 0
    await site.time.run(3000)
    expect(site.state(id)).toMatchObject({ kind: 'live' })
  })

  test('again and again: the pauses grow', async () => {
    const { site, id } = await liveSite()
    for (let turn = 0; turn < 240; turn++) {
      await site.time.run(1000)
      site.dock.end(id)
    }
    expect(site.sent.length).toBeLessThan(20)
  })
})

/** Why streams were tried again from now on. */
const retriedFor = (site: ModelSite): Set<string> => {
  const faults = new Set<string>()
  site.live.onStatus((changed) => {
    for (const { state } of changed) if (state.kind === 'retrying') faults.add(state.fault.code)
  })
  return faults
}

describe('pictures stop while the publisher stays', () => {
  test('stalled after two seconds, restarted after ten with the reason', async () => {
    const { site, id } = await liveSite()
    const stream = site.dock.streams.get(id)
    if (stream !== undefined) stream.silent = true
    await site.time.run(4000)
    expect(site.state(id)).toMatchObject({ kind: 'stalled' })
    expect(site.sent).toEqual([])
    const faults = retriedFor(site)
    await site.time.run(13_000)
    expect([...faults]).toEqual(['media-silent'])
    expect(site.methods()).toEqual(['live_stop_push', 'live_start_push'])
    expect(site.state(id)).toMatchObject({ kind: 'live' })
  })

  test('a stream that opens and never sends is restarted too', async () => {
    const site = new ModelSite()
    await site.open()
    site.dock.silent = true
    site.live.setWishes([site.wish(site.dock.payload)])
    await site.time.run(5000)
    expect(site.state(site.dock.payload)).toMatchObject({ kind: 'accepted' })
    await site.time.run(8000)
    expect(site.methods()).toEqual(['live_start_push', 'live_stop_push', 'live_start_push'])
  })

  test('without key frames: one restart, then the fault stays on show', async () => {
    const site = new ModelSite()
    await site.open()
    site.dock.keyless = true
    const { payload } = site.dock
    site.live.setWishes([site.wish(payload)])
    const faults = retriedFor(site)
    await site.time.run(137_500)
    expect([...faults]).toEqual(['key-frame-missing'])
    expect(site.methods()).toEqual(['live_start_push', 'live_stop_push', 'live_start_push'])
    expect(site.state(payload)).toMatchObject({
      kind: 'failed',
      fault: { code: 'key-frame-missing' },
    })
  })

  test('players that cannot decode get one fresh stream', async () => {
    const { site, id } = await liveSite()
    const report = { videoId: id, painted: 0, ageMs: -1, fault: 'stream-undecodable' } as const
    for (let second = 0; second < 60; second++) {
      site.live.playerReports([report])
      await site.time.run(1000)
    }
    expect(site.methods()).toEqual(['live_stop_push', 'live_start_push'])
  })

  test('a format that nobody here can show is said, and not asked for again', async () => {
    const site = new ModelSite()
    await site.open()
    site.dock.silent = true
    const { payload } = site.dock
    site.live.setWishes([site.wish(payload)])
    const report = { videoId: payload, painted: 0, ageMs: -1, fault: 'codec-unsupported' } as const
    for (let second = 0; second < 60; second++) {
      site.live.playerReports([report])
      await site.time.run(1000)
    }
    expect(site.state(payload)).toMatchObject({
      kind: 'failed',
      fault: { code: 'codec-unsupported' },
    })
    expect(site.methods()).toEqual(['live_start_push'])
    site.dock.silent = false
    site.dock.end(payload)
    await site.time.run(10_000)
    expect(site.state(payload)).toMatchObject({ kind: 'live' })
  })
})

describe('a picture that stands still though pictures arrive', () => {
  const report = { painted: 15, ageMs: 80, fault: 'picture-frozen' } as const

  test('gets one fresh stream, and not another for minutes', async () => {
    const { site, id } = await liveSite()
    const began = site.time.elapsed
    for (let second = 0; second < 120; second++) {
      site.live.playerReports([{ ...report, videoId: id }])
      await site.time.run(1000)
    }
    expect(site.methods()).toEqual(['live_stop_push', 'live_start_push'])
    expect(site.sent[0]?.at).toBeLessThan(began + 3500)
    expect(site.state(id)).toMatchObject({ kind: 'live' })
  })

  test('gets none for a single report, however long ago, nor for a black picture', async () => {
    const { site, id } = await liveSite()
    site.live.playerReports([{ ...report, videoId: id }])
    await site.time.run(20_000)
    site.live.playerReports([{ ...report, videoId: id }])
    for (let second = 0; second < 30; second++) {
      site.live.playerReports([{ ...report, videoId: id, fault: 'picture-black' }])
      await site.time.run(1000)
    }
    expect(site.methods()).toEqual([])
  })

  test('gets another when the operator insists', async () => {
    const { site, id } = await liveSite()
    const still = async (): Promise<void> => {
      for (let second = 0; second < 15; second++) {
        site.live.playerReports([{ ...report, videoId: id }])
        await site.time.run(1000)
      }
    }
    await still()
    site.live.retry(id)
    await still()
    expect(site.methods().filter((method) => method === 'live_start_push')).toHaveLength(2)
  })
})

describe('link, gateway and ingest', () => {
  test('link down: a live stream stays live and nothing is sent; wishes converge after', async () => {
    const { site, id } = await liveSite()
    site.link(false)
    site.live.setWishes([site.wish(id, { quality: 4 }), site.wish(site.dock.dockCamera)])
    await site.time.run(120_000)
    expect(site.state(id)).toMatchObject({ kind: 'live' })
    expect(site.state(site.dock.dockCamera)).toMatchObject({ kind: 'waiting', for: 'link' })
    expect(site.sent).toEqual([])
    site.link(true)
    await site.time.run(6000)
    expect(site.status(id)).toMatchObject({ confirmed: { quality: 4 }, pending: [] })
    expect(site.state(site.dock.dockCamera)).toMatchObject({ kind: 'live' })
  })

  test('gateway offline: what still arrives stays live, what does not waits', async () => {
    const { site, id } = await liveSite()
    site.dock.online = false
    await site.time.run(90_000)
    expect(site.state(id)).toMatchObject({ kind: 'live' })
    site.dock.end(id)
    await site.time.run(5000)
    expect(site.state(id)).toMatchObject({ kind: 'waiting', for: 'gateway' })
    expect(site.sent).toEqual([])
    site.dock.online = true
    await site.time.run(6000)
    expect(site.state(id)).toMatchObject({ kind: 'live' })
  })

  test('ingest restarted: the dock comes back by itself', async () => {
    const { site, id } = await liveSite()
    site.ingest(false)
    await site.time.run(1000)
    expect(site.state(id)).toMatchObject({ kind: 'waiting', for: 'ingest' })
    site.ingest(true)
    await site.time.run(6000)
    expect(site.state(id)).toMatchObject({ kind: 'live' })
    expect(site.sent).toEqual([])
  })

  test('ingest restarted and the dock does not come: stop and start', async () => {
    const { site, id } = await liveSite()
    const stream = site.dock.streams.get(id)
    site.ingest(false)
    if (stream !== undefined) stream.connectAt = 1e12
    await site.time.run(1000)
    site.ingest(true)
    await site.time.run(10_000)
    expect(site.methods()).toEqual(['live_stop_push', 'live_start_push'])
    expect(site.state(id)).toMatchObject({ kind: 'live' })
  })

  test('aircraft off and on: the stream comes back by itself', async () => {
    const { site, id } = await liveSite()
    site.dock.setAircraft(false)
    await site.time.run(60_000)
    expect(site.state(id)).toMatchObject({ kind: 'waiting', for: 'aircraft' })
    expect(site.sent).toEqual([])
    site.dock.setAircraft(true, 12_000)
    await site.time.run(25_000)
    expect(site.state(id)).toMatchObject({ kind: 'live' })
  })
})

test('a flight between two docks: started again on the gateway with the best link', async () => {
  const { site, id } = await liveSite({ docks: 2 })
  const [first, second] = site.docks
  if (first === undefined || second === undefined) throw new Error('two docks expected')
  first.bestLink = second.sn
  await site.time.run(2000)
  expect(site.sent).toEqual([])
  second.handle = (message) => {
    if (message.method === 'live_start_push') second.streams.clear()
    return 0
  }
  await site.time.run(3000)
  expect(site.sent).toMatchObject([{ gatewaySn: second.sn, method: 'live_start_push' }])
  expect(site.state(id)).toMatchObject({ kind: 'live' })
  site.live.setWishes([])
  await site.time.run(3000)
  expect(site.sent.at(-1)).toMatchObject({ gatewaySn: second.sn, method: 'live_stop_push' })
})

describe('the clock', () => {
  test('set back an hour: nothing is sent, and a stall is still noticed', async () => {
    const { site, id } = await liveSite()
    site.time.offset -= 3_600_000
    await site.time.run(30_000)
    expect(site.state(id)).toMatchObject({ kind: 'live' })
    expect(site.sent).toEqual([])
    const stream = site.dock.streams.get(id)
    if (stream !== undefined) stream.silent = true
    await site.time.run(4000)
    expect(site.state(id)).toMatchObject({ kind: 'stalled' })
  })

  test('asleep for an hour: no storm, streams that come back are not restarted', async () => {
    const site = new ModelSite(4)
    await site.open()
    const ids = site.docks.map(({ payload }) => payload)
    site.live.setWishes(site.docks.map((dock) => site.wish(dock.payload, { gatewaySn: dock.sn })))
    await site.time.run(10_000)
    site.sent.length = 0
    site.time.offset += 3_600_000
    await site.time.run(10_000)
    expect(site.sent).toEqual([])
    for (const id of ids) expect(site.state(id)).toMatchObject({ kind: 'live' })
  })

  test('a pause is neither cut short nor prolonged by a clock that is moved', async () => {
    const site = new ModelSite()
    await site.open()
    site.dock.refuse = () => 513006
    site.live.setWishes([site.wish(site.dock.payload)])
    await site.time.run(1000)
    site.time.offset -= 86_400_000
    await site.time.run(12_000)
    expect(site.sent).toHaveLength(3)
  })
})
