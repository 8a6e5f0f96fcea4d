import { expect, test, vi } from 'vitest'
import { LastResort } from './last-resort'

const setUp = (restarts = 0) => {
  const clock = { now: 0 }
  const planned: number[] = []
  const keep = vi.fn()
  const restart = vi.fn()
  const resort = new LastResort({
    keep,
    log: () => {},
    restart,
    now: () => clock.now,
    schedule: (act, ms) => {
      planned.push(ms)
      act()
    },
    restarts,
  })
  return { clock, planned, keep, restart, resort }
}

test('a single error is written down and survived', () => {
  const { resort, keep, restart, clock } = setUp()
  resort.started()
  for (let hour = 0; hour < 10; hour++) {
    clock.now = hour * 3_600_000
    resort.uncaught(new TypeError('x is undefined'))
  }
  expect(keep).toHaveBeenCalledTimes(10)
  expect(keep.mock.calls[0]?.[0]).toMatchObject({
    what: 'main',
    reason: 'TypeError: x is undefined',
    stack: expect.stringContaining('last-resort.test'),
  })
  expect(restart).not.toHaveBeenCalled()
})

test('one after the other restarts the app, once', () => {
  const { resort, restart } = setUp()
  resort.started()
  for (let count = 0; count < 3; count++) resort.uncaught('odd')
  expect(restart).not.toHaveBeenCalled()
  for (let count = 0; count < 9; count++) resort.uncaught('odd')
  expect(restart).toHaveBeenCalledOnce()
})

test('an error before the station runs restarts it, ever more slowly', () => {
  const pauses = Array.from({ length: 10 }, (_, restarts) => {
    const { resort, planned } = setUp(restarts)
    resort.uncaught(new Error('no start'))
    return planned[0] ?? NaN
  })
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
  expect([pauses[0], pauses.at(-1)]).toEqual([500, 60_000])
})

test('a promise that nobody waited for is only written down, but a start that fails is not', () => {
  const { resort, keep, restart } = setUp()
  resort.started()
  for (let count = 0; count < 50; count++) resort.rejected(new Error('odd'))
  expect([keep.mock.calls.length, restart.mock.calls.length]).toEqual([0, 0])
  const starting = setUp()
  starting.resort.rejected(new Error('no start'))
  expect(starting.restart).toHaveBeenCalledOnce()
})
