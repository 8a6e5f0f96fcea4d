import type { OutletMessage } from '@shared/media-contract'
import { describe, expect, test } from 'vitest'
import { Hub } from '../hub/hub'
import { configOf, keyOf, unitOf } from '../hub/unit-fixture'
import type { OutletPort } from './outlet-port'
import { PortOutlet } from './port-outlet'

class FakePort implements OutletPort {
  readonly sent: OutletMessage[] = []
  closed = 0
  private readonly heard: ((event: { data: unknown }) => void)[] = []
  private readonly closers: (() => void)[] = []

  postMessage(message: OutletMessage): void {
    this.sent.push(message)
  }
  on(event: 'message' | 'close', listener: (event: { data: unknown }) => void): void {
    if (event === 'message') this.heard.push(listener)
    else this.closers.push(() => listener({ data: undefined }))
  }
  start(): void {}
  close(): void {
    this.closed++
    for (const closer of this.closers) closer()
  }
  say(data: unknown): void {
    for (const listener of this.heard) listener({ data })
  }
  /** Short names of what was sent since the last call. */
  take(): string[] {
    return this.sent.splice(0).map((message) => {
      if (message.kind === 'unit')
        return `${message.replay ? 'replay' : 'unit'} ${message.unit.data[4]}`
      if (message.kind === 'state') return message.state
      return message.kind
    })
  }
}

const open = (format: 'units' | 'flv' = 'units') => {
  const stream = new Hub(() => 0).stream('a')
  const port = new FakePort()
  let closed = 0
  const start = () => new PortOutlet(stream, port, format, () => closed++)
  return { stream, port, start, closed: () => closed }
}

describe('PortOutlet', () => {
  test('state, configuration, units; the configuration once and not in the unit', () => {
    const { stream, port, start } = open()
    start()
    const seat = stream.publish()
    seat.unit(keyOf(0))
    seat.unit(unitOf(1))
    expect(port.sent[2]).toEqual({ kind: 'config', config: configOf(1280) })
    expect(port.sent[3]).toMatchObject({ unit: unitOf(0, { key: true }) })
    expect(port.sent[3]).not.toHaveProperty('unit.config')
    expect(port.take()).toEqual(['waiting', 'live', 'config', 'unit 0', 'unit 1'])
  })

  test('who comes late gets the last group of pictures, marked as such', () => {
    const { stream, port, start } = open()
    const seat = stream.publish()
    for (const unit of [keyOf(0), unitOf(1), unitOf(2, { key: true }), unitOf(3)]) seat.unit(unit)
    start()
    seat.unit(unitOf(4))
    expect(port.take()).toEqual(['live', 'config', 'replay 2', 'replay 3', 'unit 4'])
    port.say({ kind: 'resync' })
    expect(port.take()).toEqual(['config', 'replay 2', 'replay 3', 'replay 4'])
  })

  test('without a group of pictures it waits for a key picture and names the configuration', () => {
    const { stream, port, start } = open()
    const seat = stream.publish()
    seat.unit(keyOf(0))
    for (let n = 1; n < 2000; n++) seat.unit(unitOf(n))
    start()
    seat.unit(unitOf(1))
    seat.unit(unitOf(2, { key: true }))
    seat.unit(unitOf(3))
    expect(port.take()).toEqual(['live', 'config', 'unit 2', 'unit 3'])
  })

  test('a player that stops taking gets a bounded number, and the newest when it is back', () => {
    const { stream, port, start } = open()
    const outlet = start()
    const seat = stream.publish()
    seat.unit(keyOf(0))
    for (let n = 1; n < 1000; n++) seat.unit(unitOf(n % 250, { key: n % 100 === 0 }))
    const sent = port.take().length
    expect(sent).toBe(600)
    expect(outlet.dropped).toBe(1000 - (sent - 3))
    // What happens while it is away is told in one state when it is back.
    seat.end()
    stream.publish().unit(keyOf(7, 640))
    port.say({ kind: 'taken', count: 300 })
    expect(port.take()).toEqual([])
    port.say({ kind: 'taken', count: 580 })
    expect(port.take()).toEqual(['live', 'config', 'replay 7'])
  })

  test('huge pictures fill the window by their bytes', () => {
    const { stream, port, start } = open()
    start()
    const seat = stream.publish()
    const data = new Uint8Array(8 << 20)
    seat.unit({ ...keyOf(0), data })
    for (let n = 1; n < 100; n++) seat.unit(unitOf(n, { data }))
    const sent = port.sent.length
    expect(port.take().filter((kind) => kind === 'unit 0')).toHaveLength(8)
    port.say({ kind: 'taken', count: sent - 5 })
    expect(port.take()).toEqual([])
    port.say({ kind: 'taken', count: sent - 4 })
    expect(port.take()).toEqual(['live'])
    seat.unit(unitOf(7, { key: true }))
    expect(port.take()).toEqual(['config', 'unit 7'])
  })

  test('a long group of pictures does not close the window by itself', () => {
    const { stream, port, start } = open()
    const seat = stream.publish()
    seat.unit(keyOf(0))
    for (let n = 1; n < 1100; n++) seat.unit(unitOf(1))
    start()
    seat.unit(unitOf(9))
    expect(port.take().at(-1)).toBe('unit 9')
    // Asking again and again while nothing is taken does not pile up replays.
    for (let n = 0; n < 50; n++) port.say({ kind: 'resync' })
    expect(port.sent.length).toBeLessThan(3000)
  })

  test('lies and rubbish from a player change nothing', () => {
    const { stream, port, start } = open()
    start()
    stream.publish().unit(keyOf(0))
    port.take()
    for (const count of [-1, 1e9, 0.5, NaN, '4', null]) port.say({ kind: 'taken', count })
    for (const rubbish of [null, 7, 'x', [], {}, { kind: 'unit' }]) port.say(rubbish)
    expect(port.sent).toEqual([])
  })

  test('closes once, by either side', () => {
    const { stream, port, start, closed } = open()
    start()
    port.say({ kind: 'close' })
    port.close()
    expect(closed()).toBe(1)
    expect(stream.idle).toBe(true)
    stream.publish().unit(keyOf(0))
    expect(port.take()).toEqual(['waiting'])
  })
})

describe('as an FLV byte stream', () => {
  const tagTime = (data: Uint8Array) =>
    (data[4] ?? 0) * 65_536 + (data[5] ?? 0) * 256 + (data[6] ?? 0)
  const chunks = (port: FakePort) =>
    port.sent.splice(0).flatMap((message) => (message.kind === 'flv' ? [message.data] : []))

  test('header, configuration and tags from time zero, anew with each configuration', () => {
    const { stream, port, start } = open('flv')
    start()
    const seat = stream.publish()
    seat.unit(unitOf(50, { key: true, config: configOf(1280) }))
    seat.unit(unitOf(51, { composition: 80_000 }))
    const first = chunks(port)
    expect(first.map((data) => data[0])).toEqual([0x46, 9, 9, 9])
    expect(first.slice(1).map(tagTime)).toEqual([0, 0, 40])
    expect([...(first[3]?.subarray(11, 16) ?? [])]).toEqual([0x27, 1, 0, 0, 80])
    seat.unit(unitOf(60, { key: true, config: configOf(640) }))
    expect(chunks(port).map((data) => data[0])).toEqual([0x46, 9, 9])
    port.say({ kind: 'resync' })
    expect(chunks(port).map((data) => data[0])).toEqual([0x46, 9, 9])
  })
})
