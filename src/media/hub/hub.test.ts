import type { AccessUnit } from '@shared/access-unit'
import { describe, expect, test } from 'vitest'
import { Hub } from './hub'
import type { HubStream, StreamState } from './hub-stream'
import { keyOf, unitOf } from './unit-fixture'

const watch = (stream: HubStream) => {
  const units: AccessUnit[] = []
  const states: StreamState[] = []
  const off = stream.watch({
    unit: (unit) => units.push(unit),
    state: (state) => states.push(state),
  })
  return { units, states, off }
}

const hubAt = (start: number) => {
  const clock = { now: start }
  return { clock, hub: new Hub(() => clock.now) }
}

describe('HubStream', () => {
  test('hands units to every viewer without copying', () => {
    const stream = hubAt(0).hub.stream('a')
    const [one, two] = [watch(stream), watch(stream)]
    const seat = stream.publish()
    const unit = keyOf(0)
    seat.unit(unit)
    expect(one.units[0]).toBe(unit)
    expect(two.units[0]).toBe(unit)
    two.off()
    seat.unit(unitOf(1))
    expect([one.units.length, two.units.length]).toEqual([2, 1])
  })

  test('says where it is: live, ended, live again, unsupported', () => {
    const stream = hubAt(0).hub.stream('a')
    const { states } = watch(stream)
    expect(stream.state).toEqual({ state: 'waiting' })
    const first = stream.publish()
    first.unit(keyOf(0))
    first.unit(unitOf(1))
    first.end()
    expect(stream.replay()).toEqual([])
    const second = stream.publish()
    second.unsupported('codec-unsupported')
    expect(states).toEqual([
      { state: 'live' },
      { state: 'ended' },
      { state: 'waiting' },
      { state: 'unsupported', fault: 'codec-unsupported' },
    ])
  })

  test('the newest publisher wins and the old one is not heard any more', () => {
    const stream = hubAt(0).hub.stream('a')
    const { units, states } = watch(stream)
    const old = stream.publish()
    old.unit(keyOf(0))
    const newest = stream.publish()
    old.unit(unitOf(1))
    old.unsupported('codec-unsupported')
    old.drop()
    old.end()
    expect(stream.replay()).toEqual([])
    newest.unit(keyOf(2))
    expect(units.map(({ data }) => data[4])).toEqual([0, 2])
    expect(states).toEqual([{ state: 'live' }, { state: 'waiting' }, { state: 'live' }])
    expect(stream.read(1).dropped).toBe(0)
  })
})

describe('key pictures on demand', () => {
  const started = () => {
    const { hub, clock } = hubAt(1_000_000)
    const stream = hub.stream('a')
    const asked: string[] = []
    const source = (name: string) => ({
      demandKey: () => asked.push(name),
      replaced: () => asked.push(`${name} replaced`),
    })
    return { stream, clock, asked, source }
  }

  test('a viewer asks where there is no group of pictures, or an old one', () => {
    const { stream, clock, asked, source } = started()
    stream.replay()
    const seat = stream.publish(source('one'))
    stream.replay()
    expect(asked).toEqual(['one'])
    seat.unit(keyOf(0))
    clock.now += 1000
    expect(stream.replay()).toHaveLength(1)
    expect(asked).toEqual(['one'])
    clock.now += 1
    stream.replay()
    expect(asked).toEqual(['one', 'one'])
  })

  test('at most two a second, however many viewers come', () => {
    const { stream, clock, asked, source } = started()
    stream.publish(source('one'))
    for (let ms = 0; ms < 1000; ms++, clock.now++) stream.replay()
    expect(asked).toHaveLength(2)
  })

  test('only the publisher of now is asked, and the one before is told', () => {
    const { stream, clock, asked, source } = started()
    stream.publish(source('one'))
    const seat = stream.publish(source('two'))
    stream.replay()
    expect(asked).toEqual(['one replaced', 'two'])
    seat.end()
    clock.now += 1000
    stream.replay()
    stream.publish()
    stream.replay()
    expect(asked).toEqual(['one replaced', 'two'])
  })
})

describe('Hub', () => {
  test('meters each stream over the time since the last reading', () => {
    const { hub, clock } = hubAt(1000)
    const seat = hub.stream('a').publish()
    seat.unit({ ...keyOf(0), data: new Uint8Array(1000), arrived: 1100 })
    seat.unit({ ...unitOf(1), data: new Uint8Array(1000), arrived: 1900 })
    seat.drop()
    clock.now = 3000
    expect(hub.meters()).toEqual({
      a: {
        publishing: true,
        bitrate: 8000,
        fps: 1,
        width: 1280,
        height: 720,
        lastUnit: 1900,
        lastKey: 1100,
        dropped: 1,
      },
    })
    clock.now = 4000
    expect(hub.meters()).toMatchObject({ a: { bitrate: 0, fps: 0, lastUnit: 1900 } })
    hub.stream('a').publish()
    expect(hub.meters()).toMatchObject({ a: { lastUnit: 0, width: 0, dropped: 0 } })
  })

  test('forgets streams that nobody publishes or watches', () => {
    const { hub } = hubAt(0)
    const { off } = watch(hub.stream('watched'))
    const seat = hub.stream('published').publish()
    expect(Object.keys(hub.meters())).toEqual(['watched', 'published'])
    seat.end()
    off()
    expect(hub.meters()).toEqual({})
    expect(hub.meters()).toEqual({})
  })
})
