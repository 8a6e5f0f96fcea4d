import { expect, test, vi } from 'vitest'
import { ManualClock } from '../dock/manual-clock'
import type { Picture } from '../dock/dock-needs'
import { FaultSet } from '../fault-set'
import { PushFaults } from './push-faults'

const PICTURE: Picture = {
  cameraIndex: '165-0-7',
  cameraLabel: 'Dock camera',
  quality: 3,
  lens: 'normal',
  aircraftInDock: true,
}

const setUp = () => {
  const clock = new ManualClock()
  const faults = new FaultSet()
  const push = { drop: vi.fn(), die: vi.fn(), resize: vi.fn(), resume: vi.fn() }
  const pushFaults = new PushFaults({ clock, faults }, push)
  pushFaults.begin()
  return { clock, faults, push, pushFaults }
}

test('a drop strikes at once, again and again, and never after the end', () => {
  const { clock, faults, push, pushFaults } = setUp()
  faults.set('push-drop', '10')
  expect(push.drop).toHaveBeenCalledTimes(1)
  clock.pass(20_000)
  expect(push.drop).toHaveBeenCalledTimes(3)
  pushFaults.end()
  faults.set('push-drop', '5')
  clock.pass(60_000)
  expect(push.drop).toHaveBeenCalledTimes(3)
})

test('a push dies once', () => {
  const { clock, faults, push } = setUp()
  faults.set('push-dead', '0')
  clock.pass(60_000)
  expect(push.die).toHaveBeenCalledOnce()
})

test('the size changes to and fro and is as asked when the fault is off', () => {
  const { clock, faults, push, pushFaults } = setUp()
  faults.set('resolution-change', '8')
  expect(pushFaults.shown(PICTURE).quality).toBe(1)
  clock.pass(8_000)
  expect(pushFaults.shown(PICTURE)).toEqual(PICTURE)
  clock.pass(8_000)
  expect(pushFaults.shown({ ...PICTURE, quality: 0 }).quality).toBe(3)
  faults.set('resolution-change', undefined)
  expect(pushFaults.shown(PICTURE)).toEqual(PICTURE)
  expect(push.resize).toHaveBeenCalledTimes(4)
})

test('media that comes back begins with a key frame', () => {
  const { faults, push } = setUp()
  faults.set('media-silent', '0')
  expect(push.resume).not.toHaveBeenCalled()
  faults.set('media-silent', undefined)
  expect(push.resume).toHaveBeenCalledOnce()
})
