import type { AedesPublishPacket, Client } from 'aedes'
import { beforeEach, describe, expect, test } from 'vitest'
import { BoundedPersistence } from './bounded-persistence'
import { brokerCounters } from './broker-counters'

/** What aedes calls, as far as these tests do. */
interface Calls {
  storeRetained(packet: AedesPublishPacket): Promise<void>
  createRetainedStream(pattern: string): AsyncIterable<AedesPublishPacket>
  addSubscriptions(
    client: Client,
    subscriptions: { topic: string; qos: 0 | 1 | 2 }[],
  ): Promise<void>
  subscriptionsByClient(client: Client): Promise<{ topic: string }[]>
  subscriptionsByTopic(topic: string): Promise<{ clientId: string }[]>
  outgoingEnqueueCombi(to: { clientId: string }[], packet: AedesPublishPacket): Promise<void>
  outgoingStream(client: Client): AsyncIterable<AedesPublishPacket>
}

let time: number
let counters: ReturnType<typeof brokerCounters>
let store: BoundedPersistence
let calls: Calls
beforeEach(() => {
  time = 0
  counters = brokerCounters()
  store = new BoundedPersistence({
    counters,
    maxSessions: 3,
    queue: { messages: 5, bytes: 1000, bytesOfAll: 1500 },
    retained: { messages: 2, bytes: 100 },
    expiry: 1000,
    now: () => time,
    mayRead: (_client, filter) => !filter.startsWith('secret'),
  })
  calls = store.forAedes as Calls
})

const client = (id: string) => ({ id }) as Client
const packet = (topic: string, bytes = 10, retain = false) =>
  ({
    cmd: 'publish',
    topic,
    payload: Buffer.alloc(bytes, 'x'),
    qos: 1,
    retain,
    dup: false,
    brokerId: 'b',
    brokerCounter: 1,
  }) as AedesPublishPacket
const join = (id: string, topic = 'a') => calls.addSubscriptions(client(id), [{ topic, qos: 1 }])
const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const got: T[] = []
  for await (const item of items) got.push(item)
  return got
}

describe('BoundedPersistence', () => {
  test('does not store a subscription that was refused beside a granted one', async () => {
    await calls.addSubscriptions(client('c'), [
      { topic: 'open', qos: 1 },
      { topic: 'secret/x', qos: 1 },
    ])
    expect(await calls.subscriptionsByClient(client('c'))).toMatchObject([{ topic: 'open' }])
    expect(await calls.subscriptionsByTopic('secret/x')).toEqual([])
  })

  test('keeps messages for absent clients within the bounds of each and of all', async () => {
    await join('one')
    await join('two')
    for (let index = 0; index < 8; index++)
      await calls.outgoingEnqueueCombi([{ clientId: 'one' }], packet('a', 100))
    expect(await all(calls.outgoingStream(client('one')))).toHaveLength(5)
    expect(counters.queueDropped).toBe(3)
    for (let index = 0; index < 3; index++)
      await calls.outgoingEnqueueCombi([{ clientId: 'two' }], packet('a', 450))
    expect(await all(calls.outgoingStream(client('two')))).toHaveLength(2)
    await store.forget('one')
    await calls.outgoingEnqueueCombi([{ clientId: 'two' }], packet('a', 100))
    expect(await all(calls.outgoingStream(client('two')))).toHaveLength(3)
  })

  test('queues nothing for a session that is not there', async () => {
    await calls.outgoingEnqueueCombi([{ clientId: 'nobody' }], packet('a'))
    expect(await all(calls.outgoingStream(client('nobody')))).toEqual([])
  })

  test('forgets the session that is absent longest when there are too many', async () => {
    for (const id of ['one', 'two', 'three']) await join(id)
    store.left('two')
    time = 10
    store.left('one')
    await join('four')
    expect(['one', 'two', 'three', 'four'].filter((id) => store.has(id))).toEqual([
      'one',
      'three',
      'four',
    ])
    expect(await calls.subscriptionsByTopic('a')).toHaveLength(3)
    expect(counters.sessionsForgotten).toBe(1)
  })

  test('forgets sessions that have been absent too long, not those that returned', async () => {
    await join('one')
    await join('two')
    store.left('one')
    store.left('two')
    store.returned('two')
    time = 1000
    await join('three')
    expect(['one', 'two', 'three'].filter((id) => store.has(id))).toEqual(['two', 'three'])
  })

  test('keeps a bounded number and size of retained messages', async () => {
    await calls.storeRetained(packet('a', 60, true))
    await calls.storeRetained(packet('b', 60, true))
    await calls.storeRetained(packet('c', 30, true))
    await calls.storeRetained(packet('d', 1, true))
    expect(counters.retainedRefused).toBe(2)
    await calls.storeRetained(packet('a', 0, true))
    await calls.storeRetained(packet('d', 50, true))
    const topics = (await all(calls.createRetainedStream('#'))).map(({ topic }) => topic)
    expect(topics.sort()).toEqual(['c', 'd'])
  })
})
