import { describe, expect, test } from 'vitest'
import { OfflineQueue, type QueuedPacket } from './offline-queue'

const packet = (brokerCounter: number, bytes = 10): QueuedPacket => ({
  brokerId: 'b',
  brokerCounter,
  payload: 'x'.repeat(bytes),
})
const counters = (queue: OfflineQueue<QueuedPacket>) =>
  queue.all().map(({ brokerCounter }) => brokerCounter)

describe('OfflineQueue', () => {
  test('gives up the oldest when there are too many', () => {
    const queue = new OfflineQueue({ messages: 3, bytes: 1000 })
    expect([1, 2, 3, 4, 5].map((index) => queue.add(packet(index)))).toEqual([0, 0, 0, 1, 1])
    expect(counters(queue)).toEqual([3, 4, 5])
    expect(queue.bytes).toBe(30)
  })

  test('gives up as many as a large one needs, in the end itself', () => {
    const queue = new OfflineQueue({ messages: 10, bytes: 100 })
    for (let index = 1; index <= 5; index++) queue.add(packet(index, 20))
    expect(queue.add(packet(6, 50))).toBe(3)
    expect(counters(queue)).toEqual([4, 5, 6])
    expect(queue.add(packet(7, 101))).toBe(4)
    expect(queue.bytes).toBe(0)
  })

  test('follows a message from its identifier to its confirmation', () => {
    const queue = new OfflineQueue({ messages: 10, bytes: 1000 })
    queue.add(packet(1))
    queue.add(packet(2))
    queue.update({ ...packet(2), messageId: 77 })
    expect(queue.confirm(5)).toBe(undefined)
    expect(queue.confirm(77)?.brokerCounter).toBe(2)
    expect(queue.confirm(77)).toBe(undefined)
    expect(counters(queue)).toEqual([1])
    expect(queue.bytes).toBe(10)
  })

  test('replaces a message by its release', () => {
    const queue = new OfflineQueue<QueuedPacket>({ messages: 10, bytes: 1000 })
    queue.add({ ...packet(1), messageId: 7 })
    queue.update({ messageId: 7 })
    expect(queue.all()).toEqual([{ messageId: 7 }])
    expect(queue.bytes).toBe(0)
  })

  test('takes an update of something it has given up', () => {
    const queue = new OfflineQueue({ messages: 1, bytes: 1000 })
    queue.add(packet(1))
    queue.add(packet(2))
    queue.update({ ...packet(1), messageId: 9 })
    expect(queue.confirm(9)).toBe(undefined)
  })
})
