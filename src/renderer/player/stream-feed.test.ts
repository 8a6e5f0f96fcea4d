import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FaultCode } from '@shared/fault'
import type { OpenedStream } from './open-stream'
import { StreamFeed } from './stream-feed'

const port = () => ({ close: vi.fn() }) as unknown as MessagePort
const opened = (): OpenedStream => ({ ok: true, port: port() })
const refused = (fault: FaultCode): OpenedStream => ({ ok: false, fault })
const listening = { kind: 'listening', port: 1935 } as const
const starting = { kind: 'starting' } as const

let open = vi.fn<() => Promise<OpenedStream>>()
let deliver = vi.fn<(port: MessagePort) => void>()
let feed: StreamFeed

beforeEach(() => {
  vi.useFakeTimers()
  open = vi.fn(async () => opened())
  deliver = vi.fn()
  feed = new StreamFeed({ open, deliver })
})
afterEach(() => {
  feed.stop()
  vi.useRealTimers()
})
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('StreamFeed', () => {
  test('opens once and delivers', async () => {
    feed.start()
    feed.start()
    await settle()
    expect(open).toHaveBeenCalledOnce()
    expect(deliver).toHaveBeenCalledOnce()
  })

  test('opens again at once after a loss, then in growing pauses', async () => {
    feed.start()
    await settle()
    open.mockResolvedValue(refused('ingest-crashed'))
    feed.lost()
    const times: number[] = []
    for (let at = 0; at < 20_000; at += 50) {
      const before = open.mock.calls.length
      await vi.advanceTimersByTimeAsync(at === 0 ? 0 : 50)
      if (open.mock.calls.length > before) times.push(at)
    }
    expect(times).toEqual([0, 250, 750, 1750, 3750, 7750, 12_750, 17_750])
    expect(feed.fault).toBe('ingest-crashed')
  })

  test('a port that is lost as soon as it comes does not make it hurry', async () => {
    deliver.mockImplementation(() => feed.lost())
    feed.start()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(open.mock.calls.length).toBeLessThanOrEqual(8)
  })

  test('a port that lasted makes the next loss a first one again', async () => {
    open.mockResolvedValueOnce(refused('ingest-crashed')).mockResolvedValueOnce(refused('no-reply'))
    feed.start()
    await vi.advanceTimersByTimeAsync(1000)
    expect(deliver).toHaveBeenCalledOnce()
    expect(feed.fault).toBeUndefined()
    await vi.advanceTimersByTimeAsync(5000)
    feed.lost()
    await settle()
    expect(deliver).toHaveBeenCalledTimes(2)
  })

  test('the media process back again ends the pause', async () => {
    open.mockResolvedValue(refused('ingest-crashed'))
    feed.start()
    feed.setIngest(starting)
    await vi.advanceTimersByTimeAsync(9000)
    const before = open.mock.calls.length
    open.mockImplementation(async () => opened())
    feed.setIngest(listening)
    await settle()
    expect(open).toHaveBeenCalledTimes(before + 1)
    expect(deliver).toHaveBeenCalledOnce()
    feed.setIngest(listening)
    await vi.advanceTimersByTimeAsync(9000)
    expect(deliver).toHaveBeenCalledOnce()
  })

  test('a media process that went without closing its ports is noticed', async () => {
    feed.start()
    feed.setIngest(listening)
    await settle()
    feed.setIngest({ kind: 'off' })
    feed.setIngest(listening)
    await settle()
    expect(deliver).toHaveBeenCalledTimes(2)
  })

  test('a port that comes after the stop is closed', async () => {
    const late = port()
    open.mockResolvedValue({ ok: true, port: late })
    feed.start()
    feed.stop()
    await settle()
    expect(late.close).toHaveBeenCalledOnce()
    expect(deliver).not.toHaveBeenCalled()
    feed.lost()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(open).toHaveBeenCalledOnce()
  })
})
