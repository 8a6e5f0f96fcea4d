import type { StreamWish } from '@shared/stream'
import { beforeEach, describe, expect, test } from 'vitest'
import { FakeTime } from '../live/fixtures/fake-time'
import type { Station } from './station'
import { stationTopic } from './station-topic'
import { Stations } from './stations'
import { writeWishes } from './wishes-message'

const ID = 'DOCK1/165-0-7/normal-0'
const OTHER_ID = 'DOCK2/165-0-7/normal-0'
const wish = (videoId = ID): StreamWish => ({
  videoId,
  gatewaySn: 'DOCK1',
  protocol: 'auto',
  quality: 0,
})
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

let time = new FakeTime()
let said: [string, string][] = []
let faults: (string | undefined)[] = []
/** The broker passes on what we say. */
let echoes = true
let stations: Stations
const hear = (id: string, payload: string) => stations.receive(stationTopic(id), bytes(payload))
const others = (id: string, videoIds: string[], more: Partial<Station> = {}, lease = 60): void => {
  const wishes = videoIds.map((videoId) => ({ ...wish(videoId), at: 0, pictures: false }))
  hear(id, writeWishes({ able: true, wishes, ...more }, lease))
}
const ownWords = () => said.filter(([topic]) => topic === stationTopic('m'))

beforeEach(() => {
  time = new FakeTime()
  said = []
  faults = []
  echoes = true
  stations = new Stations({
    id: 'm',
    publishKept: (topic, payload) => {
      said.push([topic, payload])
      if (echoes) time.schedule(20, () => stations.receive(topic, bytes(payload)))
      return true
    },
    changed: () => undefined,
    adopt: () => undefined,
    fault: (fault) => faults.push(fault?.code),
    now: time.now,
    schedule: (job, ms) => time.schedule(ms, job),
  })
  stations.able('rtmp', true)
})
const open = async (...wishes: StreamWish[]) => {
  stations.want(wishes)
  stations.linkChanged(true)
  await time.run(6_000)
}

test('nothing is ours before the others can have been heard', async () => {
  stations.want([wish()])
  stations.linkChanged(true)
  expect(stations.turn(ID)).toBe('unknown')
  await time.run(900)
  expect(stations.turn(ID)).toBe('unknown')
  await time.run(200)
  expect(stations.turn(ID)).toBe('ours')
  expect(stations.turn(OTHER_ID)).toBe('unknown')
  await time.run(4_000)
  expect(stations.turn(OTHER_ID)).toBe('ours')
  stations.linkChanged(false)
  expect([stations.turn(ID), stations.turn(OTHER_ID)]).toEqual(['unknown', 'unknown'])
})

test('a new wish is nobody’s turn until our own word of it came back', async () => {
  await open()
  stations.want([wish()])
  expect(stations.turn(ID)).toBe('unknown')
  await time.run(200)
  expect(stations.turn(ID)).toBe('ours')
})

test('says its wishes when they change, again each third of the lease, and takes them back', async () => {
  await open(wish())
  expect(ownWords()).toHaveLength(1)
  stations.want([wish(), wish(OTHER_ID)])
  stations.want([wish()])
  await time.run(1_000)
  expect(ownWords()).toHaveLength(1)
  stations.pictures(ID, true)
  await time.run(1_000)
  expect(ownWords()).toHaveLength(2)
  await time.run(60_000)
  expect(ownWords()).toHaveLength(5)
  expect(JSON.parse(ownWords().at(-1)?.[1] ?? '')).toEqual({
    version: 1,
    lease: 60,
    able: true,
    wishes: [{ ...wish(), at: 0, pictures: true }],
  })
  stations.stop()
  expect(ownWords().at(-1)?.[1]).toBe('')
  await time.run(120_000)
  expect(ownWords()).toHaveLength(6)
})

describe('a lease', () => {
  test('holds as long as the other asked for, from when we heard it, whatever the clock does', async () => {
    await open()
    others('a', [ID], {}, 30)
    time.offset += 3_600_000
    await time.run(29_000)
    expect(stations.turn(ID)).toBe('others')
    others('a', [ID], {}, 30)
    time.offset -= 7_200_000
    await time.run(29_000)
    expect(stations.turn(ID)).toBe('others')
    await time.run(2_000)
    expect(stations.turn(ID)).toBe('ours')
  })

  test('of ours that the broker ended is begun again', async () => {
    await open(wish())
    const before = ownWords().length
    hear('m', '')
    await time.run(6_000)
    expect(ownWords()).toHaveLength(before + 1)
  })
})

test('who left wishes nothing any more', async () => {
  await open(wish())
  others('a', [ID])
  expect(stations.turn(ID)).toBe('others')
  hear('a', '')
  expect(stations.turn(ID)).toBe('ours')
})

test('a stop is left for a moment to the lower id that let the stream go just now', async () => {
  await open()
  others('a', [ID])
  others('z', [OTHER_ID])
  others('a', [])
  others('z', [])
  expect(stations.turn(ID)).toBe('unknown')
  expect(stations.turn(OTHER_ID)).toBe('ours')
  await time.run(6_000)
  expect(stations.turn(ID)).toBe('ours')
})

describe('a broker that does not pass on what we say', () => {
  beforeEach(() => {
    echoes = false
  })

  test('lets us start and never stop, and is told as a fault until it does', async () => {
    await open(wish())
    expect(faults).toEqual(['stations-unheard'])
    expect([stations.turn(ID), stations.turn(OTHER_ID)]).toEqual(['ours', 'others'])
    echoes = true
    await time.run(20_000)
    expect(faults).toEqual(['stations-unheard', undefined])
    expect(stations.turn(OTHER_ID)).toBe('ours')
  })

  test('and still brings others: they are asked for by the lowest of us', async () => {
    await open(wish())
    others('a', [ID])
    expect(stations.turn(ID)).toBe('others')
  })
})

test('what is no message is counted and changes nothing', async () => {
  await open()
  others('a', [ID])
  for (const text of ['x', '{}', '{"version":2}', 'x'.repeat(40_000)]) hear('a', text)
  expect(stations.counters.refused).toBe(4)
  expect(stations.turn(ID)).toBe('others')
  expect(stations.receive('thing/product/DOCK1/osd', bytes('{}'))).toBe(false)
  expect(stations.receive('dockwall/stations/a/b/wishes', bytes('{}'))).toBe(false)
})

test('a flood of stations is not kept', async () => {
  await open()
  for (let n = 0; n < 100; n++) others(`s${n}`, [ID])
  expect(stations.counters.refused).toBe(36)
  // Those that are known are still heard.
  for (let n = 0; n < 64; n++) others(`s${n}`, [])
  expect(stations.turn(ID)).not.toBe('others')
})

test('another program under our id does not make us shout', async () => {
  await open(wish())
  const before = ownWords().length
  for (let n = 0; n < 1_000; n++) {
    others('m', [OTHER_ID])
    await time.run(10)
  }
  expect(ownWords().length - before).toBeLessThan(5)
})
