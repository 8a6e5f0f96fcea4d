import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeCodec, FakeDecoder, FakeFrame } from './fixtures/fake-codec'
import { sampleConfig, sampleUnit, sampleUnits } from './fixtures/sample-units'
import { StreamDecoder } from './stream-decoder'

let now = 0
let resync = vi.fn<() => void>()
let seen: { label: string; arrived: number; replay: boolean; queue: number }[] = []

function makeDecoder(): StreamDecoder {
  return new StreamDecoder({
    now: () => now,
    resync,
    decoded(frame, { arrived, replay, queue }) {
      const { label } = frame as unknown as FakeFrame
      seen.push({ label, arrived, replay, queue })
      frame.close()
    },
  })
}
function feed(decoder: StreamDecoder, ...labels: string[]): void {
  for (const unit of sampleUnits(...labels)) decoder.take(unit, false)
}
const labels = (): string[] => seen.map(({ label }) => label)

beforeEach(() => {
  now = 1_000_000
  seen = []
  resync = vi.fn()
  fakeCodec()
})
afterEach(() => {
  expect(FakeFrame.open).toBe(0)
  vi.unstubAllGlobals()
})

describe('decoding', () => {
  test('tells the decoder what it needs and gives pictures with what is known of their units', () => {
    const decoder = makeDecoder()
    decoder.configure(sampleConfig())
    decoder.take(sampleUnit('K1', 42), true)
    FakeDecoder.last.decodeQueueSize = 2
    FakeDecoder.last.give()
    expect(FakeDecoder.last.config).toEqual({
      codec: 'avc1.64001f',
      description: sampleConfig().description,
      optimizeForLatency: true,
      hardwareAcceleration: 'no-preference',
    })
    expect(seen).toEqual([{ label: 'K1', arrived: 42, replay: true, queue: 2 }])
    expect(decoder.decoded).toBe(1)
  })

  test('begins with a key frame and says after two seconds that none comes', () => {
    const decoder = makeDecoder()
    decoder.configure(sampleConfig())
    feed(decoder, 'p1', 'p2')
    now += 2001
    expect(decoder.fault).toBe('key-frame-missing')
    expect(decoder.skipped).toBe(2)
    feed(decoder, 'K1', 'p3')
    expect(FakeDecoder.last.labels).toEqual(['K1', 'p3'])
    expect(decoder.fault).toBeUndefined()
  })

  test('units with the same or jumping times come out as what they are', () => {
    const decoder = makeDecoder()
    decoder.configure(sampleConfig())
    const times = [5, 5, 900_000, 1]
    times.forEach((time, i) =>
      decoder.take({ ...sampleUnit(i === 0 ? 'K' : `p${i}`, i), time }, false),
    )
    FakeDecoder.last.give()
    expect(seen.map(({ label, arrived }) => `${label}${arrived}`)).toEqual([
      'K0',
      'p11',
      'p22',
      'p33',
    ])
  })

  test('the same configuration again changes nothing, another one makes a new decoder', () => {
    const decoder = makeDecoder()
    decoder.configure(sampleConfig())
    feed(decoder, 'K1')
    decoder.configure(sampleConfig())
    feed(decoder, 'p1')
    expect(FakeDecoder.made).toHaveLength(1)
    decoder.take({ ...sampleUnit('K2'), config: sampleConfig('avc1.42c01f') }, false)
    expect(FakeDecoder.made.map(({ state }) => state)).toEqual(['closed', 'configured'])
    expect(FakeDecoder.last.labels).toEqual(['K2'])
  })

  test('pictures of a decoder that was let go are closed and not shown', () => {
    const decoder = makeDecoder()
    decoder.configure(sampleConfig())
    feed(decoder, 'K1', 'p1')
    const old = FakeDecoder.last
    decoder.pause()
    old.give()
    expect(seen).toEqual([])
    feed(decoder, 'p2', 'K2')
    expect(FakeDecoder.last.labels).toEqual(['K2'])
  })
})

describe('falling behind', () => {
  test('decodes on until a key frame comes, and goes on from there', () => {
    const decoder = makeDecoder()
    decoder.configure(sampleConfig())
    feed(decoder, 'K1')
    FakeDecoder.last.decodeQueueSize = 40
    feed(decoder, 'p1')
    now += 5000
    feed(decoder, 'p2', 'p3')
    expect(FakeDecoder.last.labels).toEqual(['K1', 'p1', 'p2', 'p3'])
    feed(decoder, 'K2', 'p4')
    expect(FakeDecoder.made).toHaveLength(2)
    expect(FakeDecoder.last.labels).toEqual(['K2', 'p4'])
    expect(decoder.skipped).toBe(40)
    FakeDecoder.last.give()
    expect(labels()).toEqual(['K2', 'p4'])
  })
})
