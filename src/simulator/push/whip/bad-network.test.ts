import { expect, test } from 'vitest'
import { seededRandom } from '../../camera-page/random'
import { ManualClock } from '../../dock/manual-clock'
import { FaultSet } from '../../fault-set'
import { parseFault } from '../../fault-switches'
import { BadNetwork } from './bad-network'

const setUp = (...given: string[]) => {
  const clock = new ManualClock(0)
  const read = given.map(parseFault)
  const faults = new FaultSet(read.flatMap((fault) => ('problem' in fault ? [] : fault)))
  const arrived: { packet: number; at: number }[] = []
  const queues: number[] = []
  const queued = (ms: number): number => queues.push(ms)
  const network = new BadNetwork({ clock, faults, random: seededRandom(1), queued }, true)
  const send = (packet: number, bytes = 1000): void =>
    network.carry(bytes, () => arrived.push({ packet, at: clock.now() }))
  return { clock, faults, arrived, queues, network, send }
}

test('without a fault everything passes at once', () => {
  const { arrived, send } = setUp()
  for (let packet = 0; packet < 3; packet++) send(packet)
  expect(arrived).toHaveLength(3)
})

test('about as many packets are lost as told, and none when the fault is off', () => {
  const { faults, arrived, send } = setUp('packet-loss=5')
  for (let packet = 0; packet < 10_000; packet++) send(packet)
  expect(arrived.length).toBeGreaterThan(9_400)
  expect(arrived.length).toBeLessThan(9_600)
  arrived.length = 0
  faults.set('packet-loss', undefined)
  for (let packet = 0; packet < 1_000; packet++) send(packet)
  expect(arrived).toHaveLength(1_000)
})

test('half the round trip passes each way, jitter never changes the order', () => {
  const { clock, arrived, send } = setUp('packet-delay=150:50')
  for (let packet = 0; packet < 200; packet++) {
    send(packet)
    clock.pass(5)
  }
  clock.pass(200)
  expect(arrived.map(({ packet }) => packet)).toEqual(Array.from({ length: 200 }, (_, at) => at))
  for (const { packet, at } of arrived) {
    expect(at - packet * 5).toBeGreaterThanOrEqual(75)
    expect(at - packet * 5).toBeLessThan(126)
  }
})

test('a bottleneck passes its rate, queues for a second and loses the rest', () => {
  const { clock, arrived, queues, send } = setUp('packet-rate=1000')
  // Twice what passes.
  for (let packet = 0; packet < 500; packet++) {
    send(packet, 1000)
    clock.pass(4)
  }
  const passed = arrived.length
  expect(passed).toBeGreaterThan(240)
  expect(passed).toBeLessThan(252)
  clock.pass(5000)
  expect(arrived.length - passed).toBeGreaterThan(115)
  expect(arrived.length - passed).toBeLessThan(130)
  // Over two seconds it grew to one; half of the packets waited less than half a second.
  expect(queues).toEqual([500])
})
