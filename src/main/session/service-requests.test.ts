import type { Envelope } from '@protocol/dji/envelope'
import { beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from './fixtures/manual-clock'
import { ServiceRequests, type ServiceReply } from './service-requests'

const GATEWAY = '7CTXSIM0000001'
const OTHER = '7CTXSIM0000002'
const stop = { method: 'live_stop_push', data: { video_id: `${GATEWAY}/165-0-7/normal-0` } }

let clock: ManualClock
let sent: { topic: string; message: Record<string, unknown>; qos: number }[]
let up: boolean
let requests: ServiceRequests

beforeEach(() => {
  clock = new ManualClock()
  sent = []
  up = true
  let ids = 0
  requests = new ServiceRequests({
    publish: (topic, payload, qos) => {
      if (up) sent.push({ topic, message: JSON.parse(payload), qos })
      return up
    },
    now: clock.now,
    schedule: clock.schedule,
    newId: () => `id-${++ids}`,
  })
})

const tidOf = (index: number): string => String(sent[index]?.message['tid'])
const reply = (tid: string, data: unknown = { result: 0 }): Envelope => ({
  tid,
  bid: 'any',
  needReply: false,
  data,
})
const settled = async (promise: Promise<ServiceReply>): Promise<ServiceReply | 'waiting'> =>
  Promise.race([promise, new Promise<'waiting'>((resolve) => setImmediate(resolve, 'waiting'))])

describe('ServiceRequests', () => {
  test('what a gateway was asked before it left or came back is lost at once', async () => {
    const lost = requests.request(GATEWAY, stop)
    const waited = requests.request(GATEWAY, stop)
    const untouched = requests.request(OTHER, stop)
    clock.advance(300)
    requests.gatewayAway(GATEWAY)
    expect(await lost).toEqual({ kind: 'link-down' })
    expect(await waited).toEqual({ kind: 'link-down' })
    expect(await settled(untouched)).toBe('waiting')
    // The pace stays: half a second after what was sent last.
    const next = requests.request(GATEWAY, stop)
    clock.advance(199)
    expect(sent).toHaveLength(2)
    clock.advance(1)
    expect(sent).toHaveLength(3)
    // The reply comes all the same: it is late and answers nothing else.
    requests.receive(GATEWAY, reply(tidOf(0)))
    expect(await settled(next)).toBe('waiting')
    expect(requests.counters.late).toBe(1)
    requests.gatewayAway('nobody')
  })

  test('sends what DJI describes and takes the reply with the same tid', async () => {
    const answer = requests.request(GATEWAY, stop)
    expect(sent).toEqual([
      {
        topic: `thing/product/${GATEWAY}/services`,
        qos: 1,
        message: {
          tid: 'id-1',
          bid: 'id-2',
          timestamp: clock.time,
          gateway: GATEWAY,
          ...stop,
        },
      },
    ])
    clock.advance(391)
    requests.receive(GATEWAY, reply('id-1', { result: 0, output: { a: 1 } }))
    expect(await answer).toEqual({ kind: 'reply', result: 0, output: { a: 1 }, at: clock.time })
  })

  test('has one in flight per gateway and half a second between two', async () => {
    const first = requests.request(GATEWAY, stop)
    const second = requests.request(GATEWAY, stop)
    const elsewhere = requests.request(OTHER, stop)
    expect(sent.map(({ topic }) => topic)).toEqual([
      `thing/product/${GATEWAY}/services`,
      `thing/product/${OTHER}/services`,
    ])
    clock.advance(5000)
    expect(sent).toHaveLength(2)
    requests.receive(GATEWAY, reply(tidOf(0)))
    await first
    expect(sent).toHaveLength(3)
    requests.receive(GATEWAY, reply(tidOf(2)))
    await second
    const third = requests.request(GATEWAY, stop)
    clock.advance(499)
    expect(sent).toHaveLength(3)
    clock.advance(1)
    expect(sent).toHaveLength(4)
    requests.receive(GATEWAY, reply(tidOf(3), { result: 513003 }))
    expect(await third).toMatchObject({ kind: 'reply', result: 513003 })
    requests.receive(OTHER, reply(tidOf(1)))
    expect((await elsewhere).kind).toBe('reply')
  })

  test('does not wait for a reply when the effect was seen; one that comes is late', async () => {
    const seen = new AbortController()
    const first = requests.request(GATEWAY, stop, { seen: seen.signal })
    const second = requests.request(GATEWAY, stop)
    clock.advance(400)
    seen.abort()
    expect(await first).toEqual({ kind: 'seen' })
    // The pace stays: half a second after what was sent last.
    clock.advance(99)
    expect(sent).toHaveLength(1)
    clock.advance(1)
    expect(sent).toHaveLength(2)
    requests.receive(GATEWAY, reply(tidOf(0), { result: 513006 }))
    expect(await settled(second)).toBe('waiting')
    expect(requests.counters).toMatchObject({ seen: 1, late: 1, timeouts: 0 })
    requests.receive(GATEWAY, reply(tidOf(1)))
    expect(await second).toMatchObject({ kind: 'reply', result: 0 })
  })

  test('that an effect was seen means nothing before the sending and after the end', async () => {
    const early = new AbortController()
    const late = new AbortController()
    const first = requests.request(GATEWAY, stop, { seen: late.signal })
    const second = requests.request(GATEWAY, stop, { seen: early.signal })
    early.abort()
    requests.receive(GATEWAY, reply(tidOf(0)))
    expect((await first).kind).toBe('reply')
    late.abort()
    clock.advance(500)
    expect(await settled(second)).toBe('waiting')
    expect(requests.counters.seen).toBe(0)
  })

  test('answers timeout after twenty seconds and goes on with the next', async () => {
    const first = requests.request(GATEWAY, stop)
    const second = requests.request(GATEWAY, stop)
    clock.advance(19_999)
    expect(await settled(first)).toBe('waiting')
    clock.advance(1)
    expect(await first).toEqual({ kind: 'timeout' })
    expect(sent).toHaveLength(2)
    requests.receive(GATEWAY, reply(tidOf(0)))
    expect(await settled(second)).toBe('waiting')
    expect(requests.counters).toMatchObject({ timeouts: 1, late: 1, unknown: 0 })
  })

  test('does not know a late reply any more after a minute', async () => {
    const answer = requests.request(GATEWAY, stop, { deadlineMs: 1000 })
    clock.advance(1000)
    await answer
    clock.advance(61_000)
    requests.receive(GATEWAY, reply(tidOf(0)))
    expect(requests.counters).toMatchObject({ late: 0, unknown: 1 })
  })

  test('ignores replies of another gateway, unknown ones, repeated ones and ones without a result', async () => {
    const answer = requests.request(GATEWAY, stop)
    requests.receive(OTHER, reply(tidOf(0)))
    requests.receive(GATEWAY, reply('nobody'))
    for (const data of [null, 'x', [], {}, { result: 'zero' }, { result: 1.5 }, { result: null }])
      requests.receive(GATEWAY, reply(tidOf(0), data))
    expect(await settled(answer)).toBe('waiting')
    requests.receive(GATEWAY, reply(tidOf(0), { result: '0' }))
    requests.receive(GATEWAY, reply(tidOf(0)))
    expect(await answer).toEqual({ kind: 'reply', result: 0, at: clock.time })
    expect(requests.counters).toMatchObject({
      misplaced: 1,
      unknown: 1,
      malformed: 7,
      repeated: 1,
      replied: 1,
    })
  })

  test('fails all at once when the link is down', async () => {
    const flying = requests.request(GATEWAY, stop)
    const waiting = requests.request(GATEWAY, stop)
    requests.linkDown()
    expect(await flying).toEqual({ kind: 'link-down' })
    expect(await waiting).toEqual({ kind: 'link-down' })
    expect(clock.pending).toBe(0)
    up = false
    expect(await requests.request(GATEWAY, stop)).toEqual({ kind: 'link-down' })
    up = true
    const again = requests.request(GATEWAY, stop)
    clock.advance(500)
    requests.receive(GATEWAY, reply(tidOf(0)))
    requests.receive(GATEWAY, reply(tidOf(1)))
    expect((await again).kind).toBe('reply')
    expect(requests.counters.late).toBe(1)
  })

  test('does not let the line in front of a gateway grow without end', async () => {
    const answers = Array.from({ length: 100 }, () => requests.request(GATEWAY, stop))
    expect(await answers.at(-1)).toEqual({ kind: 'timeout' })
    clock.advance(100 * 21_000)
    const all = await Promise.all(answers)
    expect(all.every(({ kind }) => kind === 'timeout')).toBe(true)
    expect(sent.length).toBeLessThan(40)
  })

  test('forgets gateways that nobody asks any more', async () => {
    const answer = requests.request(GATEWAY, stop)
    requests.receive(GATEWAY, reply(tidOf(0)))
    await answer
    clock.advance(1000)
    expect(clock.pending).toBe(0)
  })
})
