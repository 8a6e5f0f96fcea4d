import { expect, test } from 'vitest'
import { ManualClock } from '../dock/manual-clock'
import { FaultSet } from '../fault-set'
import { LastingFault } from './lasting-fault'

const setUp = (value?: string) => {
  const clock = new ManualClock()
  const faults = new FaultSet(value === undefined ? [] : [{ name: 'media-silent', value }])
  const told: boolean[] = []
  const fault = new LastingFault({ clock, faults }, 'media-silent', (holds) => told.push(holds))
  return { clock, faults, told, fault }
}

test('it holds after its seconds, from the beginning of each connection', () => {
  const { clock, told, fault } = setUp('9')
  clock.pass(60_000)
  fault.begin()
  clock.pass(8_999)
  expect(told).toEqual([])
  clock.pass(1)
  expect(told).toEqual([true])
  fault.begin()
  clock.pass(8_999)
  expect(told).toEqual([true, false])
})

test('switched on late it holds at once, switched off it ends', () => {
  const { clock, faults, told, fault } = setUp()
  faults.set('media-silent', '0')
  expect(told).toEqual([])
  fault.begin()
  expect(told).toEqual([true])
  faults.set('media-silent', undefined)
  clock.pass(10_000)
  faults.set('media-frozen', '0')
  faults.set('media-silent', '10')
  expect(told).toEqual([true, false, true])
})

test('after the end nothing is told, nor before a time that was changed', () => {
  const { clock, faults, told, fault } = setUp('5')
  fault.begin()
  faults.set('media-silent', '20')
  clock.pass(19_000)
  expect(told).toEqual([])
  fault.end()
  clock.pass(60_000)
  faults.set('media-silent', '0')
  expect(told).toEqual([])
})
