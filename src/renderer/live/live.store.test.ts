import type { StreamStatus } from '@shared/stream'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useLive } from './live.store'

const bridge = vi.hoisted(() => ({ request: vi.fn(), on: vi.fn() }))
vi.mock('../bridge', () => bridge)

const videoId = 'SN/81-0-0/normal-0'
const status = (kind: 'off' | 'failed'): StreamStatus => ({
  videoId,
  state: kind === 'off' ? { kind } : { kind, fault: { code: 'no-reply', at: 0 } },
  confirmed: {},
  pending: [],
})
let hear: (changed: StreamStatus[]) => void

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  bridge.request.mockReset().mockResolvedValue([])
  bridge.on.mockImplementation((_event: string, listener: typeof hear) => {
    hear = listener
    return () => undefined
  })
})
afterEach(() => vi.useRealTimers())

describe('streams in a window', () => {
  test('a stream nobody spoke of is off', () => {
    expect(useLive().status(videoId).state).toEqual({ kind: 'off' })
  })

  test('a change that overtakes the first answer is not undone by it', async () => {
    let answer: (all: StreamStatus[]) => void = () => undefined
    bridge.request.mockReturnValue(new Promise((resolve) => (answer = resolve)))
    const started = useLive().start()
    hear([status('failed')])
    answer([status('off')])
    await started
    expect(useLive().status(videoId).state.kind).toBe('failed')
  })

  test('what players saw goes to main once a second, the best tile of a stream counts', async () => {
    const stop = await useLive().start()
    bridge.request.mockClear()
    vi.advanceTimersByTime(1000)
    expect(bridge.request).not.toHaveBeenCalled()
    useLive().saw({ videoId, painted: 0, ageMs: -1 })
    useLive().saw({ videoId, painted: 15, ageMs: 90 })
    useLive().saw({ videoId, painted: 0, ageMs: 4000, fault: 'decoder-stuck' })
    useLive().saw({ videoId: 'B/1/2', painted: 3, ageMs: 70 })
    vi.advanceTimersByTime(1000)
    expect(bridge.request.mock.calls).toEqual([
      [
        'player.report',
        [
          { videoId, painted: 15, ageMs: 90 },
          { videoId: 'B/1/2', painted: 3, ageMs: 70 },
        ],
      ],
    ])
    stop()
    useLive().saw({ videoId, painted: 1, ageMs: 1 })
    vi.advanceTimersByTime(5000)
    expect(bridge.request).toHaveBeenCalledOnce()
  })

  test('that a picture stands still is told whichever tile is the best', async () => {
    const stop = await useLive().start()
    bridge.request.mockClear()
    useLive().saw({ videoId, painted: 15, ageMs: 90, fault: 'picture-frozen' })
    useLive().saw({ videoId, painted: 30, ageMs: 20 })
    vi.advanceTimersByTime(1000)
    expect(bridge.request).toHaveBeenCalledWith('player.report', [
      { videoId, painted: 30, ageMs: 20, fault: 'picture-frozen' },
    ])
    stop()
  })

  test('retry asks main for this stream', async () => {
    await useLive().retry(videoId)
    expect(bridge.request).toHaveBeenCalledWith('live.retry', { videoId })
  })
})
