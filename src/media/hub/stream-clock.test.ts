import fc from 'fast-check'
import { expect, test } from 'vitest'
import { StreamClock } from './stream-clock'

const times = (...stamps: number[]) => {
  const clock = new StreamClock()
  return stamps.map((stamp) => clock.time(stamp) / 1000)
}

test('begins at zero and follows the publisher', () => {
  expect(times(5000, 5033, 5066)).toEqual([0, 33, 66])
})

test('small steps back are flattened without drifting away', () => {
  expect(times(0, 40, 20, 60, 60, 80)).toEqual([0, 40, 40.001, 60, 60.001, 80])
})

test('jumps in either direction are closed', () => {
  expect(times(1000, 1040, 900_000, 900_040)).toEqual([0, 40, 41, 81])
  expect(times(900_000, 900_040, 10, 50)).toEqual([0, 40, 41, 81])
})

test('wraps with the 32-bit timestamp', () => {
  expect(times(0xffffffe0, 0x00000000, 0x00000020)).toEqual([0, 32, 64])
})

test('only rises, whatever comes', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 0xffffffff }), { minLength: 2 }), (stamps) => {
      const seen = times(...stamps)
      for (let at = 1; at < seen.length; at++)
        expect(seen[at]).toBeGreaterThan(seen[at - 1] ?? Infinity)
    }),
  )
})
