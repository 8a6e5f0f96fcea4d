import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OutletMessage } from '@shared/media-contract'
import { fakeCodec, FakeDecoder, FakeFrame } from './fixtures/fake-codec'
import { FakePort } from './fixtures/fake-port'
import { sampleConfig, sampleUnit } from './fixtures/sample-units'
import type { PicturePrint } from './picture-print'
import { GLASS_MS } from './shown-age'
import { StreamPlayer } from './stream-player'

/** By how much the wall clock was set. */
let set = 0
let print: PicturePrint | undefined
const look = async (frame: VideoFrame): Promise<PicturePrint | undefined> => {
  frame.close()
  return print
}
const onTurn = (show: () => void): (() => void) => {
  show()
  return () => undefined
}
let lost = vi.fn<() => void>()
let player: StreamPlayer
let fake: FakePort
let shown: string[] = []

const unit = (label: string, replay = false, arrived = Date.now()): OutletMessage => ({
  kind: 'unit',
  unit: sampleUnit(label, arrived),
  replay,
})
const config: OutletMessage = { kind: 'config', config: sampleConfig() }

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 })
  fakeCodec()
  lost = vi.fn()
  shown = []
  set = 0
  print = undefined
  player = new StreamPlayer({ now: Date.now, wall: () => Date.now() + set, look, onTurn, lost })
  player.screen.add('1', {
    paint(frame, drawn) {
      shown.push((frame as unknown as FakeFrame).label)
      frame.close()
      drawn?.()
    },
    close: () => undefined,
  })
  fake = new FakePort()
  player.open(fake.port)
})
afterEach(() => {
  player.close()
  expect(FakeFrame.open).toBe(0)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('joining', () => {
  test('shows the first picture of the replay at once and of the rest only the last', () => {
    fake.send(config, unit('K1', true), unit('p1', true), unit('p2', true))
    FakeDecoder.last.give()
    expect(shown).toEqual(['K1'])
    vi.advanceTimersByTime(25)
    expect(shown).toEqual(['K1', 'p2'])
  })

  test('a live picture takes the place of a replayed one that waits', () => {
    fake.send(config, unit('K1', true), unit('p1', true), unit('p2'))
    FakeDecoder.last.give()
    vi.advanceTimersByTime(1000)
    expect(shown).toEqual(['K1', 'p2'])
  })

  test('a replay onto a picture shows nothing but its end', () => {
    fake.send(config, unit('K1'))
    FakeDecoder.last.give()
    fake.send(config, unit('K2', true), unit('p1', true))
    FakeDecoder.last.give()
    vi.advanceTimersByTime(25)
    expect(shown).toEqual(['K1', 'p1'])
  })

  test('while the decoder is behind pictures are decoded and not painted', () => {
    fake.send(config, unit('K1'), unit('p1'), unit('p2'))
    FakeDecoder.last.give(1)
    FakeDecoder.last.decodeQueueSize = 9
    FakeDecoder.last.give(1)
    FakeDecoder.last.decodeQueueSize = 0
    FakeDecoder.last.give(1)
    expect(shown).toEqual(['K1', 'p2'])
    expect(player.sight()).toMatchObject({ painted: 2, decoded: 3 })
  })
})

describe('sight', () => {
  test('tells what was seen since the last one', () => {
    expect(player.sight()).toMatchObject({ painted: 0, ageMs: -1, width: 0, height: 0, kbps: 0 })
    fake.send(config, unit('K1'), unit(`p${'x'.repeat(999)}`))
    FakeDecoder.last.give()
    FakeDecoder.last.decodeQueueSize = 1
    vi.advanceTimersByTime(1000)
    expect(player.sight()).toEqual({
      port: true,
      configured: true,
      units: 2,
      painted: 2,
      decoded: 2,
      skipped: 0,
      queue: 1,
      ageMs: 1000 + GLASS_MS,
      width: 1280,
      height: 720,
      kbps: 8,
      legs: { receive: 0, decode: 0, draw: GLASS_MS },
    })
    vi.advanceTimersByTime(1000)
    expect(player.sight()).toMatchObject({
      painted: 0,
      decoded: 0,
      ageMs: 2000 + GLASS_MS,
      kbps: 0,
    })
  })

  test('a clock that was set back gives no negative age', () => {
    fake.send(config, unit('K1', false, Date.now() + 60_000))
    FakeDecoder.last.give()
    expect(player.sight().ageMs).toBe(GLASS_MS)
  })

  test('a clock that is set changes no age of a picture that is on screen', () => {
    fake.send(config, unit('K1', false, Date.now() - 40))
    FakeDecoder.last.give()
    set = 3_600_000
    vi.advanceTimersByTime(500)
    expect(player.sight().ageMs).toBe(540 + GLASS_MS)
    set = -3_600_000
    fake.send(unit('p1', false, Date.now() + set - 30))
    FakeDecoder.last.give()
    expect(player.sight().ageMs).toBe(30 + GLASS_MS)
  })

  test('tells where the newest picture spent its time', () => {
    fake.send(config, unit('K1', false, Date.now() - 7))
    vi.advanceTimersByTime(5)
    FakeDecoder.last.give()
    expect(player.sight()).toMatchObject({
      legs: { receive: 7, decode: 5, draw: GLASS_MS },
      ageMs: 12 + GLASS_MS,
    })
  })

  test('a picture that stands still is a fault until something changes', async () => {
    const tick = async (label: string): Promise<void> => {
      fake.send(unit(label))
      FakeDecoder.last.give()
      await vi.advanceTimersByTimeAsync(250)
      player.watch()
      await vi.advanceTimersByTimeAsync(0)
    }
    print = { hash: 1, cells: [80, 120], low: 40, high: 200 }
    fake.send(config)
    await tick('K1')
    for (let passed = 0; passed < 9; passed++) await tick(`p${'x'.repeat(9000)}`)
    for (let passed = 0; passed < 8; passed++) await tick(`p${passed}`)
    expect(player.sight().fault).toBe('picture-frozen')
    print = { ...print, hash: 2 }
    await tick('p9')
    expect(player.sight().fault).toBeUndefined()
  })

  test("carries the outlet's fault until the outlet takes it back", () => {
    fake.send({ kind: 'state', state: 'unsupported' })
    expect(player.sight().fault).toBe('codec-unsupported')
    fake.send({ kind: 'state', state: 'waiting', fault: 'media-silent' })
    expect(player.sight().fault).toBe('media-silent')
    fake.send({ kind: 'state', state: 'live' })
    expect(player.sight().fault).toBeUndefined()
  })
})

describe('its port', () => {
  test('lives on when the publisher ends; the picture stays', () => {
    fake.send(config, unit('K1'))
    FakeDecoder.last.give()
    fake.send({ kind: 'state', state: 'ended' }, { kind: 'state', state: 'live' })
    fake.send(config, unit('K2'))
    FakeDecoder.last.give()
    expect(lost).not.toHaveBeenCalled()
    expect(shown).toEqual(['K1', 'K2'])
  })

  test('gone, is told; the picture stays and the next port goes on with the next key frame', () => {
    fake.send(config, unit('K1'))
    FakeDecoder.last.give()
    fake.die()
    expect(lost).toHaveBeenCalledOnce()
    expect(player.sight()).toMatchObject({ width: 1280 })
    const next = new FakePort()
    player.open(next.port)
    next.send(config, unit('p1'), unit('K2'))
    FakeDecoder.last.give()
    expect(shown).toEqual(['K1', 'K2'])
  })

  test('let go, is closed with a word, and its end is no loss', () => {
    player.unport()
    expect(fake.said).toEqual([{ kind: 'close' }])
    fake.die()
    expect(lost).not.toHaveBeenCalled()
  })

  test('hears of a broken decoder', () => {
    fake.send(config, unit('K1'))
    FakeDecoder.last.fail()
    expect(fake.said).toEqual([{ kind: 'resync' }])
  })
})
