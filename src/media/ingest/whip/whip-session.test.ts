import { readFileSync } from 'node:fs'
import { annexBNals, NAL, nalType } from '@protocol/h264/nal-units'
import type { RtpPacket } from '@protocol/rtp/rtp-packet'
import { afterEach, describe, expect, test } from 'vitest'
import { OFFER, type FakeEngineSession } from './engine-fixture'
import { startWhip } from './whip-fixture'

const file = new URL('../../../protocol/h264/fixtures/baseline.h264', import.meta.url)
const nals = annexBNals(new Uint8Array(readFileSync(file))) ?? []
const sets = nals.filter((nal) => [NAL.sps, NAL.pps].some((type) => type === nalType(nal)))
const slice = (type: number) => nals.filter((nal) => nalType(nal) === type)[0] ?? Uint8Array.of()

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})
const started = async () => {
  const all = await startWhip()
  ends.push(() => all.server.stop())
  return all
}

/** What x264 made, one NAL unit a packet. */
const publisher = ({ events }: FakeEngineSession) => {
  let sequence = 65_530
  let timestamp = 0
  const send = (payload: Uint8Array, marker: boolean) => {
    const packet: RtpPacket = {
      payloadType: 96,
      sequence,
      timestamp: timestamp >>> 0,
      ssrc: 42,
      marker,
      payload,
      extensions: new Map(),
    }
    sequence = (sequence + 1) & 0xffff
    events.packet(packet)
  }
  return {
    skip: () => (sequence = (sequence + 1) & 0xffff),
    picture: (...units: Uint8Array[]) => {
      timestamp += 3000
      for (const [at, unit] of units.entries()) send(unit, at === units.length - 1)
    },
  }
}

describe('a session', () => {
  test('pictures come out of the hub as those of RTMP do', async () => {
    const { ask, newest, hub, said } = await started()
    await ask()
    newest().events.connected()
    const dock = publisher(newest())
    const delimiter = Uint8Array.of(NAL.delimiter, 0xf0)
    dock.picture(delimiter, ...sets, slice(NAL.idr))
    dock.picture(slice(NAL.slice))
    expect(said).toEqual(['one started'])
    const [key, next] = hub.stream('one').replay()
    expect(key).toMatchObject({ codec: 'h264', key: true, time: 0, config: { width: 320 } })
    expect(key?.data.length).toBe(4 + slice(NAL.idr).length)
    expect(next).toMatchObject({ key: false, time: 33_334 })
  })

  test("the SEI-only pictures of DJI's docks go nowhere and disturb nothing", async () => {
    const { ask, newest, hub } = await started()
    await ask()
    newest().events.connected()
    const dock = publisher(newest())
    dock.picture(...sets, slice(NAL.idr))
    for (let count = 0; count < 10; count++) dock.picture(Uint8Array.of(NAL.sei, 5, 1, 0, 0x80))
    dock.picture(Uint8Array.of(NAL.sei, 5, 1, 0, 0x80), slice(NAL.slice))
    const units = hub.stream('one').replay()
    expect(units.map(({ data }) => (data[4] ?? 0) & 0x1f)).toEqual([NAL.idr, NAL.slice])
  })

  test('parameter sets that are only in the offer do', async () => {
    const { ask, newest, hub } = await started()
    const sprop = sets.map((set) => Buffer.from(set).toString('base64')).join(',')
    const body = OFFER.replace('asymmetry-allowed=1', `$&;sprop-parameter-sets=${sprop}`)
    await ask({ body })
    newest().events.connected()
    publisher(newest()).picture(slice(NAL.idr))
    expect(hub.stream('one').replay()[0]).toMatchObject({ key: true, config: { width: 320 } })
  })

  test('after a loss it asks for a key picture, at most twice a second, until one comes', async () => {
    const { ask, newest, clock } = await started()
    await ask()
    newest().events.connected()
    const dock = publisher(newest())
    dock.picture(...sets, slice(NAL.idr))
    const before = newest().keys
    dock.skip()
    for (let count = 0; count < 100; count++) {
      clock.now += 20
      dock.picture(slice(NAL.slice))
    }
    const asked = newest().keys - before
    expect(asked).toBeGreaterThanOrEqual(2)
    expect(asked).toBeLessThanOrEqual(4)
    dock.picture(...sets, slice(NAL.idr))
    const then = newest().keys
    clock.now += 2000
    dock.picture(slice(NAL.slice))
    expect(newest().keys).toBe(then)
  })

  test('a late viewer asks for a key picture through the hub', async () => {
    const { ask, newest, hub, clock } = await started()
    await ask()
    newest().events.connected()
    publisher(newest()).picture(...sets, slice(NAL.idr))
    clock.now += 5000
    const before = newest().keys
    expect(hub.stream('one').replay()).toHaveLength(1)
    hub.stream('one').replay()
    expect(newest().keys).toBe(before + 1)
  })
})

describe('life cycle', () => {
  test('who does not connect in ten seconds is closed and told about', async () => {
    const { ask, newest, seconds, said } = await started()
    await ask()
    seconds(10)
    expect([newest().closed, said]).toEqual([false, []])
    seconds(1)
    expect([newest().closed, said]).toEqual([true, ['refused connect-late one']])
  })

  test('who falls silent is gone after fifteen seconds', async () => {
    const { ask, newest, seconds, said, hub } = await started()
    await ask()
    newest().events.connected()
    publisher(newest()).picture(...sets, slice(NAL.idr))
    seconds(15)
    expect(newest().closed).toBe(false)
    seconds(1)
    expect(newest().closed).toBe(true)
    expect(said).toEqual(['one started', 'one ended silent'])
    expect(hub.stream('one').state).toEqual({ state: 'ended' })
  })

  test('the newest publisher wins once it is connected, until then the old one goes on', async () => {
    const { ask, engine, said, hub } = await started()
    await ask()
    await ask()
    const [first, second] = engine.sessions
    expect(first?.closed).toBe(true)
    second?.events.connected()
    await ask()
    const third = engine.sessions[2]
    expect(second?.closed).toBe(false)
    third?.events.connected()
    expect(second?.closed).toBe(true)
    expect(said).toEqual(['one started', 'one ended replaced', 'one started'])
    expect(hub.stream('one').state).toEqual({ state: 'waiting' })
  })

  test('a publisher by another protocol takes the stream too', async () => {
    const { ask, newest, hub, said } = await started()
    await ask()
    newest().events.connected()
    hub.stream('one').publish()
    expect([newest().closed, said.at(-1)]).toEqual([true, 'one ended replaced'])
  })

  test('a stream that is no longer expected is closed, the others stay', async () => {
    const { ask, engine, server, expected, said } = await started()
    await ask()
    await ask({ path: '/whip/live/two_k' })
    for (const { events } of engine.sessions) events.connected()
    expected.set([{ stream: 'two', key: 'k' }])
    server.recheck()
    expect(engine.sessions.map(({ closed }) => closed)).toEqual([true, false])
    expect(said.at(-1)).toBe('one ended no-longer-expected')
  })

  test('a transport that fails is the end, with its reason', async () => {
    const { ask, newest, said, engine } = await started()
    await ask()
    newest().events.ended('fingerprint-wrong')
    newest().events.connected()
    newest().events.ended('again')
    expect(said).toEqual(['refused fingerprint-wrong one'])
    expect(engine.sessions).toHaveLength(1)
  })

  test('no more than 128 sessions; one that waits makes room for its successor', async () => {
    const { ask, engine, expected, clock } = await started()
    const names = Array.from({ length: 129 }, (_, at) => `s${String(at)}`)
    expected.set(names.map((stream) => ({ stream, key: 'k' })))
    const statuses: number[] = []
    for (const [at, name] of names.entries()) {
      if (at % 50 === 0) clock.now += 60_000
      statuses.push((await ask({ path: `/whip/live/${name}_k` })).status)
    }
    expect(new Set(statuses.slice(0, 128))).toEqual(new Set([201]))
    expect(statuses[128]).toBe(503)
    expect((await ask({ path: '/whip/live/s0_k' })).status).toBe(201)
    expect(engine.sessions).toHaveLength(129)
  })
})
