import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type Mpegts from 'mpegts.js'
import type { OutletMessage } from '@shared/media-contract'
import { FakePort } from './fixtures/fake-port'
import { SmoothStream } from './smooth-stream'

/** Of mpegts.js what the stream uses: it makes its loader itself and hands its bytes on. */
class FakePlayer {
  static made: FakePlayer[] = []
  bytes: number[] = []
  destroyed = false
  video: HTMLVideoElement | undefined
  #fail: ((type: string, detail: string) => void) | undefined

  constructor(
    readonly source: Mpegts.MediaDataSource,
    readonly config: Mpegts.Config,
  ) {
    FakePlayer.made.push(this)
  }

  on(_event: string, listener: (type: string, detail: string) => void): void {
    this.#fail = listener
  }

  attachMediaElement(video: HTMLVideoElement): void {
    this.video = video
  }

  load(): void {
    const Loader = this.config.customLoader
    if (!Loader) throw new Error('no loader')
    const loader = new Loader({} as Mpegts.SeekHandler, this.config)
    loader.onDataArrival = (chunk) => this.bytes.push(...new Uint8Array(chunk))
    loader.open({ duration: 0, url: '' }, { from: 0, to: -1 })
  }

  destroy(): void {
    this.destroyed = true
  }

  show(): void {
    this.video?.dispatchEvent(new Event('loadeddata'))
  }

  fail(detail: string): void {
    this.#fail?.('error', detail)
  }
}
const quiet = vi.fn()
const mpegts = {
  createPlayer: (source: Mpegts.MediaDataSource, config: Mpegts.Config) =>
    new FakePlayer(source, config),
  BaseLoader: class {
    _status = 0
    isWorking = (): boolean => this._status === 2
  },
  LoaderStatus: { kBuffering: 2, kComplete: 4 },
  Events: { ERROR: 'error' },
  ErrorDetails: { MEDIA_CODEC_UNSUPPORTED: 'codec' },
  LoggingControl: { applyConfig: quiet },
} as unknown as typeof Mpegts

const chunk = (...bytes: number[]): OutletMessage => ({ kind: 'flv', data: new Uint8Array(bytes) })
const header = [0x46, 0x4c, 0x56]
let place = vi.fn<(video: HTMLVideoElement) => void>()
let lost = vi.fn<() => void>()
let stream: SmoothStream
let fake: FakePort

beforeEach(() => {
  vi.useFakeTimers()
  HTMLVideoElement.prototype.getVideoPlaybackQuality = () =>
    ({ totalVideoFrames: 7 }) as VideoPlaybackQuality
  FakePlayer.made = []
  place = vi.fn()
  lost = vi.fn()
  stream = new SmoothStream(mpegts, { now: Date.now, place, lost })
  fake = new FakePort()
  stream.open(fake.port)
})
afterEach(() => vi.useRealTimers())

describe('SmoothStream', () => {
  test('feeds a live FLV player from the port, without workers, URL or sound', () => {
    fake.send(chunk(...header), chunk(9, 1), chunk(9, 2))
    const [player] = FakePlayer.made
    expect(player?.bytes).toEqual([...header, 9, 1, 9, 2])
    expect(player?.source).toMatchObject({ type: 'flv', isLive: true, hasAudio: false, url: '' })
    expect(player?.config).toMatchObject({ enableWorker: false, enableStashBuffer: false })
    expect(place).not.toHaveBeenCalled()
    player?.show()
    expect(place).toHaveBeenCalledWith(player?.video)
  })

  test('each header begins a player; the picture before stays until the new one has its own', () => {
    fake.send(chunk(...header), chunk(1))
    const [first] = FakePlayer.made
    first?.show()
    fake.send({ kind: 'state', state: 'ended' }, chunk(...header), chunk(2))
    const second = FakePlayer.made[1]
    expect(first?.destroyed).toBe(false)
    expect(first?.bytes).toEqual([...header, 1])
    second?.show()
    expect(first?.destroyed).toBe(true)
    expect(place.mock.calls).toEqual([[first?.video], [second?.video]])
  })

  test('bytes before a header go nowhere', () => {
    fake.send(chunk(9, 1))
    expect(FakePlayer.made).toEqual([])
  })

  test('counts what was painted since the last look', () => {
    expect(stream.sight()).toMatchObject({ decoded: 0, painted: 0, ageMs: -1 })
    fake.send(chunk(...header))
    FakePlayer.made[0]?.show()
    expect(stream.sight().painted).toBe(7)
    expect(stream.sight().painted).toBe(0)
  })

  test('an error is told and asks for the stream anew, in growing pauses', async () => {
    fake.send(chunk(...header))
    FakePlayer.made[0]?.fail('format')
    expect(stream.sight().fault).toBe('stream-undecodable')
    await vi.advanceTimersByTimeAsync(0)
    expect(fake.said).toEqual([{ kind: 'resync' }])
    fake.send(chunk(...header))
    FakePlayer.made[1]?.fail('codec')
    FakePlayer.made[0]?.fail('format')
    expect(stream.sight().fault).toBe('codec-unsupported')
    await vi.advanceTimersByTimeAsync(249)
    expect(fake.said).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(fake.said).toHaveLength(2)
    fake.send(chunk(...header))
    FakePlayer.made[2]?.show()
    expect(stream.sight().fault).toBeUndefined()
  })

  test('a lost port is told, one let go is not', () => {
    fake.die()
    expect(lost).toHaveBeenCalledOnce()
    const next = new FakePort()
    stream.open(next.port)
    stream.unport()
    next.die()
    expect(next.said).toEqual([{ kind: 'close' }])
    expect(lost).toHaveBeenCalledOnce()
  })

  test('closing ends its players', () => {
    fake.send(chunk(...header))
    FakePlayer.made[0]?.show()
    fake.send(chunk(...header))
    stream.close()
    expect(FakePlayer.made.map(({ destroyed }) => destroyed)).toEqual([true, true])
    expect(fake.closed).toBe(true)
  })
})
