import { mutations } from '@protocol/dji/fixtures/mutations'
import { readFixture } from '@protocol/dji/fixtures/read-fixture'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Registry } from './registry'

const encode = (message: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(message))
const quiet = (): Registry => new Registry({ callsign: () => '', schedule: () => () => undefined })

describe('input that is not used', () => {
  test('is counted by reason', () => {
    const registry = quiet()
    registry.receive('some/topic', encode({}), 1)
    registry.receive('thing/product/A1/osd', Uint8Array.of(0xff), 1)
    registry.receive('thing/product/A1/osd', new TextEncoder().encode('{'), 1)
    registry.receive('thing/product/A1/osd', encode([]), 1)
    registry.receive('thing/product/A1/osd', new Uint8Array(2 ** 21), 1)
    registry.receive('thing/product/A1/osd', encode({ data: 'none' }), 1)
    registry.receive('sys/product/A1/status', encode({ method: 'other', data: {} }), 1)
    registry.receive('sys/product/A1/status', encode({ data: { result: 0 } }), 1)
    expect(registry.counters.dropped).toEqual({
      'unknown-topic': 1,
      'not-utf8': 1,
      'not-json': 1,
      'not-an-object': 1,
      'too-large': 1,
      'no-properties': 1,
      'no-topology': 2,
    })
    expect(registry.fleet()).toEqual([])
  })

  test('replies and requests of unknown gateways make no gateway', () => {
    const registry = quiet()
    for (const kind of ['events', 'requests', 'services_reply', 'drc/up']) {
      registry.receive(`thing/product/A1/${kind}`, encode({ data: {} }), 1)
    }
    expect(registry.fleet()).toEqual([])
    expect(registry.counters.messages).toEqual({
      events: 1,
      requests: 1,
      services_reply: 1,
      drc_up: 1,
    })
  })

  test('wrong fields are counted, the rest is used', () => {
    const registry = quiet()
    const data = { mode_code: 3, media_file_detail: 7, cover_state: 0 }
    registry.receive('thing/product/A1/osd', encode({ gateway: 'A1', data }), 1)
    expect(registry.gateway('A1')).toMatchObject({ kind: 'dock', modeCode: 3 })
    expect(registry.counters.droppedFields).toBe(1)
  })

  test('an aircraft that nobody knows and that names no gateway is left out', () => {
    const registry = quiet()
    const { topic, message } = readFixture('osd-aircraft')
    const { gateway, ...anonymous } = message
    registry.receive(topic, encode(anonymous), 1)
    expect(registry.counters.dropped).toEqual({ 'aircraft-without-gateway': 1 })
    registry.receive(topic, encode({ ...anonymous, gateway }), 2)
    registry.receive(topic, encode(anonymous), 3)
    expect(registry.fleet().map(({ sn, lastSeen }) => [sn, lastSeen])).toEqual([[gateway, 3]])
  })

  test('a dock cannot be made another dock’s aircraft', () => {
    const registry = quiet()
    const { topic, payload } = readFixture('update-topo-dock2-aircraft')
    registry.receive(topic, payload, 1)
    const forged = { gateway: 'OTHER1', data: { mode_code: 2 } }
    registry.receive('thing/product/7CTDM2400B0107/osd', encode(forged), 2)
    expect(registry.fleet().map(({ sn }) => sn)).toEqual(['7CTDM2400B0107'])
    expect(registry.gateway('7CTDM2400B0107')?.modeCode).toBe(2)
  })
})

test('random bytes, topics and mutated messages never throw', () => {
  const registry = quiet()
  const names = [
    'update-topo-dock2-aircraft',
    'live-capacity-dock2',
    'live-status-rc-struct',
    'osd-dock2-first-part',
    'osd-aircraft',
  ]
  const kinds = ['thing/product/X1/osd', 'thing/product/X1/state', 'sys/product/X1/status']
  const payload = fc.oneof(fc.uint8Array(), mutations(...names).map(encode))
  const topic = fc.oneof(fc.constantFrom(...kinds, 'thing/product/X2/state'), fc.string())
  fc.assert(
    fc.property(topic, payload, fc.nat(1e6), (name, bytes, at) => {
      registry.receive(name, bytes, at)
      registry.tick(at)
      for (const gateway of registry.fleet()) expect(gateway.sn).toMatch(/^[A-Za-z0-9]+$/)
    }),
    { numRuns: 500 },
  )
  expect(Object.keys(registry.counters.messages).length).toBeGreaterThan(1)
})
