import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HangWatch } from './hang-watch'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const setUp = (ask: () => Promise<unknown>) => {
  const hung = vi.fn()
  const asked = vi.fn(ask)
  const watch = new HangWatch({
    ask: asked,
    hung,
    schedule: (act, ms) => {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
  })
  watch.begin()
  return { watch, hung, asked }
}

test('a page that answers is left alone, also when its answer is an error', async () => {
  for (const answer of [() => Promise.resolve(1), () => Promise.reject(new Error('no'))]) {
    const { hung, asked, watch } = setUp(answer)
    await vi.advanceTimersByTimeAsync(600_000)
    expect(hung).not.toHaveBeenCalled()
    expect(asked.mock.calls.length).toBeGreaterThan(100)
    watch.end()
  }
})

test('a page that answers nothing for half a minute hangs, once', async () => {
  const { hung, asked } = setUp(() => new Promise(() => {}))
  await vi.advanceTimersByTimeAsync(29_000)
  expect(hung).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(hung).toHaveBeenCalledOnce()
  expect(asked).toHaveBeenCalledOnce()
})

test('a late answer counts, one of an earlier page does not', async () => {
  const answers: ((value: unknown) => void)[] = []
  const { hung, watch } = setUp(() => new Promise((answer) => answers.push(answer)))
  await vi.advanceTimersByTimeAsync(24_000)
  answers[0]?.(1)
  await vi.advanceTimersByTimeAsync(24_000)
  expect(hung).not.toHaveBeenCalled()
  watch.begin()
  answers[1]?.(1)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(hung).toHaveBeenCalledOnce()
})

test('nobody is asked after the end', async () => {
  const { watch, asked, hung } = setUp(() => new Promise(() => {}))
  watch.end()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(asked).toHaveBeenCalledOnce()
  expect(hung).not.toHaveBeenCalled()
})
