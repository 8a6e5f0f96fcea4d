import { expect, test } from 'vitest'
import { ConnectionPace } from './connection-pace'
import { ManualClock } from './fixtures/manual-clock'

const start = () => {
  const clock = new ManualClock()
  return { clock, pace: new ConnectionPace(clock), begun: [] as number[] }
}

test('one after the other, never at once and never from inside the call', () => {
  const { clock, pace, begun } = start()
  for (let n = 0; n < 300; n++) pace.wait('http-flv', () => begun.push(n), false)
  expect(begun).toEqual([])
  clock.pass(0)
  expect(begun).toEqual([0])
  clock.pass(1000)
  expect(begun).toHaveLength(51)
  clock.pass(5000)
  expect(begun).toEqual(Array.from({ length: 300 }, (_, n) => n))
})

test('what costs more keeps the next waiting longer', () => {
  const { clock, pace, begun } = start()
  for (let n = 0; n < 300; n++) pace.wait('rtsp', () => begun.push(n), false)
  clock.pass(1000)
  expect(begun).toHaveLength(11)
})

test('those in a hurry come first, those called off not at all', () => {
  const { clock, pace, begun } = start()
  pace.wait('whep', () => begun.push(0), false)
  const callOff = pace.wait('whep', () => begun.push(1), false)
  pace.wait('whep', () => begun.push(2), false)
  pace.wait('whep', () => begun.push(3), true)
  callOff()
  callOff()
  clock.pass(1000)
  expect(begun).toEqual([3, 0, 2])
  pace.wait('whep', () => begun.push(4), false)
  clock.pass(0)
  expect(begun.at(-1)).toBe(4)
})
