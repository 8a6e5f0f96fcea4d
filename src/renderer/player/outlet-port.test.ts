import { describe, expect, test, vi } from 'vitest'
import type { OutletMessage } from '@shared/media-contract'
import { FakePort } from './fixtures/fake-port'
import { OutletPort } from './outlet-port'
import { sampleConfig, sampleUnit } from './fixtures/sample-units'

const live: OutletMessage = { kind: 'state', state: 'live' }

describe('OutletPort', () => {
  test('hands each message to whom it is for', () => {
    const fake = new FakePort()
    const heard: unknown[] = []
    new OutletPort(fake.port, {
      config: (config) => heard.push(config.codecString),
      unit: (unit, replay) => heard.push(unit.key, replay),
      flv: (chunk) => heard.push(chunk.length),
      state: (state) => heard.push(state),
    })
    fake.send(
      live,
      { kind: 'config', config: sampleConfig() },
      { kind: 'unit', unit: sampleUnit('K1'), replay: true },
      { kind: 'flv', data: new Uint8Array(7) },
    )
    expect(heard).toEqual([live, 'avc1.64001f', true, true, 7])
  })

  test('says what it took every twenty messages, all kinds counted', () => {
    const fake = new FakePort()
    new OutletPort(fake.port, {})
    fake.send(...Array.from({ length: 47 }, () => live))
    expect(fake.said).toEqual([
      { kind: 'taken', count: 20 },
      { kind: 'taken', count: 40 },
    ])
  })

  test('ignores kinds of a newer outlet, yet counts them', () => {
    const fake = new FakePort()
    new OutletPort(fake.port, {})
    const unknown = { kind: 'audio' } as unknown as OutletMessage
    expect(() => fake.send(...Array.from({ length: 20 }, () => unknown))).not.toThrow()
    expect(fake.said).toEqual([{ kind: 'taken', count: 20 }])
  })

  test('says goodbye, and hears when the other end goes without one', () => {
    const fake = new FakePort()
    const lost = vi.fn()
    const outlet = new OutletPort(fake.port, { lost })
    fake.die()
    expect(lost).toHaveBeenCalledOnce()
    outlet.resync()
    outlet.close()
    expect(fake.said).toEqual([{ kind: 'resync' }, { kind: 'close' }])
    expect(fake.closed).toBe(true)
  })
})
