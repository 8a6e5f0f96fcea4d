import { beforeEach, expect, test, vi } from 'vitest'
import { SiteCycle } from './site-cycle'

let steps: string[] = []
let waiting: { callback: () => void; ms: number }[] = []
/** Begins and ends that wait, as they do for sockets, until they are let go. */
let held: (() => void)[] = []
let hold = false
const failed = vi.fn()

const step = async (name: string): Promise<void> => {
  steps.push(name)
  if (hold) await new Promise<void>((done) => held.push(done))
  steps.push(`${name} done`)
}
const begin = vi.fn(() => step('begin'))
const end = vi.fn(() => step('end'))
const cycle = () =>
  new SiteCycle({
    begin,
    end,
    begunAnew: () => void steps.push('anew'),
    failed,
    schedule: (callback, ms) => {
      const timer = { callback, ms }
      waiting.push(timer)
      return () => void (waiting = waiting.filter((other) => other !== timer))
    },
  })
const settle = () => new Promise<void>((done) => setImmediate(done))
const due = async (): Promise<void> => {
  for (const { callback } of waiting.splice(0)) callback()
  await settle()
}
const letGo = async (): Promise<void> => {
  for (const done of held.splice(0)) done()
  await settle()
}

beforeEach(() => {
  steps = []
  waiting = []
  held = []
  hold = false
  vi.clearAllMocks()
})

test('two choices in quick succession are one new start', async () => {
  const site = cycle()
  await site.start()
  site.startAnew()
  site.startAnew()
  expect(waiting).toHaveLength(1)
  await due()
  expect(steps).toEqual(['begin', 'begin done', 'end', 'end done', 'begin', 'begin done', 'anew'])
})

test('a change while the site begins waits for it and then starts it anew', async () => {
  const site = cycle()
  hold = true
  const started = site.start()
  await settle()
  site.startAnew()
  await due()
  expect(steps).toEqual(['begin'])
  hold = false
  await letGo()
  await started
  await settle()
  expect(steps).toEqual(['begin', 'begin done', 'end', 'end done', 'begin', 'begin done', 'anew'])
})

test('a stop while the site begins ends it, and nothing begins afterwards', async () => {
  const site = cycle()
  hold = true
  void site.start()
  await settle()
  const stopped = site.stop()
  site.tryAgain()
  site.startAnew()
  hold = false
  await letGo()
  await stopped
  expect(steps).toEqual(['begin', 'begin done', 'end', 'end done'])
  expect(waiting).toEqual([])
})

test('a stop between the end and the begin of a new start wins', async () => {
  const site = cycle()
  await site.start()
  hold = true
  site.startAnew()
  await due()
  const stopped = site.stop()
  hold = false
  await letGo()
  await stopped
  expect(begin).toHaveBeenCalledOnce()
})

test('one that fails is told, and the next one comes all the same', async () => {
  const site = cycle()
  begin.mockRejectedValueOnce(new Error('first'))
  await site.start()
  end.mockRejectedValueOnce(new Error('second'))
  site.startAnew()
  await due()
  expect(failed.mock.calls.map(([error]) => (error as Error).message)).toEqual(['first', 'second'])
  expect(steps).toEqual(['begin', 'begin done', 'anew'])
})

test('trying again never puts off a change that is due sooner', async () => {
  const site = cycle()
  site.startAnew()
  site.tryAgain()
  expect(waiting.map(({ ms }) => ms)).toEqual([300])
  await due()
  site.tryAgain()
  site.startAnew()
  expect(waiting.map(({ ms }) => ms)).toEqual([300])
})
