import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ReorderWindow } from './reorder-window'
import type { RtpPacket } from './rtp-packet'

const PATIENCE = 100
const packet = (sequence: number, size = 1): RtpPacket => ({
  payloadType: 96,
  sequence: sequence & 0xffff,
  timestamp: 0,
  ssrc: 1,
  marker: false,
  payload: new Uint8Array(size),
  extensions: new Map(),
})
const feed = (window: ReorderWindow, sequences: number[], now = 0) =>
  sequences.flatMap((sequence) => seen(window.take(packet(sequence), now)))
const seen = (ordered: ReturnType<ReorderWindow['take']>) =>
  ordered.map(({ packet: { sequence }, gap }) => (gap ? `gap ${sequence}` : String(sequence)))

describe('ReorderWindow', () => {
  test('what is in order does not wait, also over the end of the numbers', () => {
    expect(feed(new ReorderWindow(PATIENCE), [65534, 65535, 0, 1])).toEqual([
      '65534',
      '65535',
      '0',
      '1',
    ])
  })

  test('swapped and doubled packets', () => {
    const window = new ReorderWindow(PATIENCE)
    expect(feed(window, [1, 3, 3, 4, 1, 2, 5, 3])).toEqual(['1', '2', '3', '4', '5'])
    expect(window.lost).toBe(0)
  })

  test('waits as long as its patience lasts, then goes on and says so', () => {
    const window = new ReorderWindow(PATIENCE)
    feed(window, [1])
    expect(feed(window, [4], 10)).toEqual([])
    expect(feed(window, [7], 60)).toEqual([])
    expect(seen(window.tick(109))).toEqual([])
    expect(seen(window.tick(110))).toEqual(['gap 4'])
    expect(window.lost).toBe(2)
    expect(feed(window, [5, 6], 111)).toEqual(['5', '6', '7'])
    expect(feed(window, [2, 3], 112)).toEqual([])
  })

  test('no patience: the packet after a hole is given at once', () => {
    expect(feed(new ReorderWindow(0), [1, 3, 4, 2])).toEqual(['1', 'gap 3', '4'])
  })

  test('holds a bounded number and a bounded amount, whatever its patience', () => {
    const window = new ReorderWindow(1e9)
    feed(window, [0])
    expect(
      feed(
        window,
        Array.from({ length: 1024 }, (_, at) => at + 2),
      ),
    ).toEqual([])
    expect(feed(window, [1026])).toHaveLength(1025)
    const large = Array.from({ length: 80 }, (_, at) => window.take(packet(1030 + at, 60_000), 0))
    expect(large.flatMap(seen)[0]).toBe('gap 1030')
  })

  test('a jump must be confirmed by the next number', () => {
    const window = new ReorderWindow(PATIENCE)
    feed(window, [100])
    expect(feed(window, [30000, 101, 30001])).toEqual(['101'])
    expect(feed(window, [40000, 40001, 40002])).toEqual(['gap 40000', '40001', '40002'])
  })

  test('a publisher that begins anew a little behind is followed in the end', () => {
    const window = new ReorderWindow(PATIENCE)
    feed(window, [2000])
    const again = feed(
      window,
      Array.from({ length: 200 }, (_, at) => 1000 + at),
    )
    expect(again[0]).toBe('gap 1127')
    expect(again).toHaveLength(73)
  })

  test('any order of arrival: numbers only rise between gaps, nothing twice, nothing held for ever', () => {
    const arrival = fc.record({ sequence: fc.nat(400), wait: fc.nat(30) })
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 200 }), fc.nat(65535), (arrivals, start) => {
        const window = new ReorderWindow(PATIENCE)
        let now = 0
        const given: number[] = []
        for (const { sequence, wait } of arrivals) {
          now += wait
          const ordered = window.take(packet(start + sequence), now)
          given.push(...ordered.map(({ packet: { sequence: at } }) => (at - start) & 0xffff))
        }
        given.push(
          ...window.tick(now + PATIENCE).map(({ packet: p }) => (p.sequence - start) & 0xffff),
        )
        expect(given).toEqual([...new Set(given)].sort((a, b) => a - b))
        expect(window.tick(now + 1e6)).toEqual([])
      }),
    )
  })
})
