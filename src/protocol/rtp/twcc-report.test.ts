import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readArrivals } from './fixtures/read-arrivals'
import { statusChunks } from './twcc-chunks'
import { TwccReporter } from './twcc-report'

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const reporter = () => new TwccReporter(0x01020304, 0x0a0b0c0d)
const report = (arrivals: [number, number][], from = reporter()) => {
  for (const [sequence, at] of arrivals) from.arrived(sequence, at)
  return from.report() ?? new Uint8Array(0)
}

describe('statusChunks', () => {
  test('the run of the draft’s example: 221 packets that did not come', () => {
    expect(statusChunks(new Array<number>(221).fill(0))).toEqual(hex('00dd'))
  })

  test('the vector of the draft’s example: fourteen one-bit symbols', () => {
    const statuses = [0, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0]
    expect(statusChunks([...statuses, 1])).toEqual(hex('9f1c 2001'))
  })

  test('two-bit symbols where a delta is large, runs where they are longer', () => {
    expect(statusChunks([1, 2, 0, 1, 1, 1, 1, 1])).toEqual(hex('d855 2001'))
    expect(statusChunks([2, 2, 2, 2, 2, 2, 2, 2, 1])).toEqual(hex('4008 2001'))
    expect(statusChunks(new Array<number>(8192).fill(1))).toEqual(hex('3fff 2001'))
  })
})

describe('TwccReporter', () => {
  test('a report byte by byte', () => {
    // 128 ms is twice the unit of the reference time; then 1 ms, and 100 ms in 16 bits.
    expect(
      report([
        [65535, 128.25],
        [0, 129.25],
        [2, 229.25],
      ]),
    ).toEqual(hex('afcd 0006 01020304 0a0b0c0d ffff 0004 000002 00 d480 01 04 0190 0002'))
  })

  test('nothing new, nothing to tell; reports are counted and go on where the last one ended', () => {
    const twcc = reporter()
    expect(twcc.report()).toBeUndefined()
    expect(readArrivals(report([[10, 0]], twcc))).toMatchObject({ count: 0, base: 10 })
    expect(twcc.report()).toBeUndefined()
    expect(readArrivals(report([[13, 5]], twcc))).toEqual({
      count: 1,
      base: 11,
      arrivals: [undefined, undefined, 5],
    })
  })

  test('a latecomer is told of with everything since', () => {
    const twcc = reporter()
    report(
      [
        [1, 10],
        [3, 12],
      ],
      twcc,
    )
    expect(
      readArrivals(
        report(
          [
            [2, 90],
            [4, 91],
          ],
          twcc,
        ),
      ),
    ).toMatchObject({
      base: 2,
      arrivals: [90, 12, 91],
    })
  })

  test('what arrived before the packet numbered before it has a negative delta', () => {
    expect(
      readArrivals(
        report([
          [1, 500],
          [2, 480],
          [3, 510],
        ]),
      ).arrivals,
    ).toEqual([500, 480, 510])
  })

  test('a pause too long for a delta begins another report', () => {
    const twcc = reporter()
    expect(
      readArrivals(
        report(
          [
            [1, 0],
            [2, 20_000],
          ],
          twcc,
        ),
      ).arrivals,
    ).toEqual([0])
    expect(readArrivals(twcc.report() ?? hex(''))).toMatchObject({ base: 2, arrivals: [20_000] })
  })

  test('many packets take several reports, each of which fits into a datagram', () => {
    const twcc = reporter()
    const arrivals = Array.from({ length: 1000 }, (_, at): [number, number] => [at, at * 100])
    let bytes = report(arrivals, twcc)
    const seen: (number | undefined)[] = []
    for (; bytes.length > 0; bytes = twcc.report() ?? hex('')) {
      expect(bytes.length).toBeLessThan(1200)
      seen.push(...readArrivals(bytes).arrivals)
    }
    expect(seen).toEqual(arrivals.map(([, at]) => at))
  })

  test('a leap of the numbers begins anew instead of telling of thousands', () => {
    const twcc = reporter()
    report([[1, 0]], twcc)
    expect(readArrivals(report([[30_000, 1]], twcc))).toMatchObject({ base: 30_000, arrivals: [1] })
  })

  test('whatever arrives, the reports say when, to a quarter of a millisecond', () => {
    const arrival = fc.record({
      step: fc.integer({ min: -3, max: 40 }),
      wait: fc.double({ min: 0, max: 300, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 300 }), fc.nat(65535), (entries, start) => {
        const twcc = reporter()
        const first = new Map<number, number>()
        let [sequence, now] = [start, 0]
        for (const { step, wait } of entries) {
          sequence = (sequence + step) & 0xffff
          now += wait
          if (!first.has(sequence)) first.set(sequence, now)
          twcc.arrived(sequence, now)
        }
        const told = new Map<number, number>()
        for (let bytes = twcc.report(); bytes; bytes = twcc.report()) {
          expect(bytes.length % 4).toBe(0)
          const { base, arrivals } = readArrivals(bytes)
          for (const [at, time] of arrivals.entries())
            if (time !== undefined) told.set((base + at) & 0xffff, time)
        }
        for (const [number, at] of first)
          expect(Math.abs((told.get(number) ?? -9) - at)).toBeLessThan(0.13)
        expect(told.size).toBe(first.size)
      }),
    )
  })
})
