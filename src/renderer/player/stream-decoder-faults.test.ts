import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AccessUnit } from '@shared/access-unit'
import { fakeCodec, FakeDecoder } from './fixtures/fake-codec'
import { sampleConfig, sampleUnits } from './fixtures/sample-units'
import { StreamDecoder } from './stream-decoder'

let now = 0
let shown: number
let replay: AccessUnit[] = []
let resyncs = 0

/** A decoder whose outlet replays the group of pictures when it is asked to. */
function makeDecoder(): StreamDecoder {
  const decoder: StreamDecoder = new StreamDecoder({
    now: () => now,
    resync() {
      resyncs++
      for (const unit of replay) decoder.take(unit, true)
    },
    decoded(frame) {
      shown++
      frame.close()
    },
  })
  decoder.configure(sampleConfig())
  return decoder
}
function feed(decoder: StreamDecoder, ...labels: string[]): void {
  for (const unit of sampleUnits(...labels)) {
    replay = unit.key ? [unit] : [...replay, unit]
    decoder.take(unit, false)
  }
}

beforeEach(() => {
  now = 1_000_000
  shown = 0
  replay = []
  resyncs = 0
  fakeCodec()
})
afterEach(() => vi.unstubAllGlobals())

describe('errors', () => {
  test('a broken unit is left out of the replay that follows', () => {
    const decoder = makeDecoder()
    feed(decoder, 'K1', 'p1', 'bad', 'p2')
    FakeDecoder.last.give(2)
    FakeDecoder.last.fail()
    expect(resyncs).toBe(1)
    expect(FakeDecoder.made).toHaveLength(2)
    expect(FakeDecoder.last.labels).toEqual(['K1', 'p1', 'p2'])
    expect(FakeDecoder.last.config?.hardwareAcceleration).toBe('no-preference')
    expect(decoder.fault).toBeUndefined()
    expect(decoder.skipped).toBe(1)
  })

  test('repeated errors go to software, then wait for a key frame and are told', () => {
    const decoder = makeDecoder()
    feed(decoder, 'K1', 'b1', 'b2', 'b3', 'b4', 'b5')
    for (let error = 1; error <= 4; error++) {
      FakeDecoder.last.give(1)
      FakeDecoder.last.fail()
    }
    expect(resyncs).toBe(3)
    expect(FakeDecoder.last.labels).toEqual([])
    expect(FakeDecoder.last.config?.hardwareAcceleration).toBe('prefer-software')
    expect(decoder.fault).toBe('stream-undecodable')
    feed(decoder, 'p6', 'K2', 'p7')
    expect(FakeDecoder.last.labels).toEqual(['K2', 'p7'])
    now += 2001
    expect(decoder.fault).toBeUndefined()
  })

  test('a stream of nothing but garbage costs a decoder per key frame, not an endless loop', () => {
    const decoder = makeDecoder()
    for (let second = 0; second < 60; second++) {
      now += 1000
      feed(decoder, `K${second}`, 'p')
      FakeDecoder.last.fail()
    }
    expect(shown).toBe(0)
    expect(FakeDecoder.made.length).toBeLessThanOrEqual(70)
    expect(decoder.fault).toBe('stream-undecodable')
  })

  test('an error is told once; what a dead decoder still says is not heard', () => {
    const decoder = makeDecoder()
    feed(decoder, 'K1')
    const old = FakeDecoder.last
    old.fail()
    old.fail()
    expect(resyncs).toBe(1)
    expect(decoder.decoded).toBe(0)
  })
})

describe('what cannot be decoded here', () => {
  test('a configuration that the decoder refuses is a fault until another one comes', () => {
    const decoder = makeDecoder()
    FakeDecoder.last.fail('NotSupportedError')
    feed(decoder, 'K1', 'p1')
    expect(decoder.fault).toBe('codec-unsupported')
    expect(FakeDecoder.made).toHaveLength(1)
    decoder.configure(sampleConfig('avc1.42c01f'))
    feed(decoder, 'K2')
    expect(decoder.fault).toBeUndefined()
    expect(FakeDecoder.last.labels).toEqual(['K2'])
  })

  test('a configuration that is no configuration is the same fault', () => {
    const configure = vi.spyOn(FakeDecoder.prototype, 'configure').mockImplementation(() => {
      throw new TypeError('codec')
    })
    expect(makeDecoder().fault).toBe('codec-unsupported')
    configure.mockRestore()
  })

  test('H.265 is asked for', async () => {
    FakeDecoder.supported = false
    const decoder = makeDecoder()
    decoder.configure(sampleConfig('hvc1.1.6.L93.B0', 'h265'))
    await vi.waitFor(() => expect(decoder.fault).toBe('codec-unsupported'))
    FakeDecoder.supported = true
    decoder.configure(sampleConfig('hvc1.1.6.L120.B0', 'h265'))
    await Promise.resolve()
    feed(decoder, 'K1')
    FakeDecoder.last.give()
    expect(decoder.fault).toBeUndefined()
    expect(shown).toBe(1)
  })
})

describe('a decoder that is alive and gives nothing', () => {
  test('is made anew in software after two seconds, with the fault told until a picture comes', () => {
    const decoder = makeDecoder()
    feed(decoder, 'K1', 'p1')
    now += 2000
    decoder.watch()
    expect(FakeDecoder.made).toHaveLength(1)
    now += 1
    decoder.watch()
    expect(FakeDecoder.made).toHaveLength(2)
    expect(FakeDecoder.last.config?.hardwareAcceleration).toBe('prefer-software')
    expect(FakeDecoder.last.labels).toEqual(['K1', 'p1'])
    expect(decoder.fault).toBe('decoder-stuck')
    FakeDecoder.last.give(1)
    expect(decoder.fault).toBeUndefined()
  })

  test('one that holds back more than three goes to software after a second, without a fault', () => {
    const decoder = makeDecoder()
    feed(decoder, 'K1', 'p1', 'p2', 'p3', 'p4')
    FakeDecoder.last.give(1)
    decoder.watch()
    for (const step of [500, 500, 1]) {
      now += step
      feed(decoder, 'p')
      FakeDecoder.last.give(1)
      decoder.watch()
    }
    expect(FakeDecoder.made).toHaveLength(2)
    expect(FakeDecoder.last.config?.hardwareAcceleration).toBe('prefer-software')
    expect(decoder.fault).toBeUndefined()
    expect(resyncs).toBe(1)
  })

  test('a publisher that ends ends the fault', () => {
    const decoder = makeDecoder()
    feed(decoder, 'K1', 'p1')
    now += 2001
    decoder.watch()
    decoder.quiet()
    expect(decoder.fault).toBeUndefined()
  })
})
