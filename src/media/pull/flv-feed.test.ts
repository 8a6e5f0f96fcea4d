import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AccessUnit } from '@shared/access-unit'
import { FLV, FLV_PICTURES } from './fixtures/flv-server'
import { FlvFeed } from './flv-feed'

const fed = (bytes: Uint8Array, size: number) => {
  const units: AccessUnit[] = []
  const dropped: string[] = []
  const events = {
    unit: (unit: AccessUnit) => units.push(unit),
    dropped: (problem: string) => dropped.push(problem),
  }
  const feed = new FlvFeed(events, () => 5)
  let problem: string | undefined
  for (let at = 0; at < bytes.length; at += size) problem = feed.push(bytes.subarray(at, at + size))
  return { units, dropped, problem }
}

test('units own their bytes: what comes later does not change them', () => {
  const bytes = FLV.slice()
  const { units } = fed(bytes, 1000)
  const before = units.map(({ data }) => data.slice())
  bytes.fill(0)
  expect(units.map(({ data }) => data)).toEqual(before)
  expect(units).toHaveLength(FLV_PICTURES)
})

test('a picture that cannot be read is dropped and counted, the next ones come', () => {
  const bytes = FLV.slice()
  const second = Buffer.from(bytes).indexOf(Uint8Array.of(0x27, 1))
  bytes.fill(0xff, second + 5, second + 9)
  const { units, dropped, problem } = fed(bytes, bytes.length)
  expect(problem).toBeUndefined()
  expect(dropped).toEqual(['unit-truncated'])
  expect(units).toHaveLength(FLV_PICTURES - 1)
})

test('never throws, whatever a server sends', () => {
  const damage = fc.array(fc.tuple(fc.nat({ max: FLV.length - 1 }), fc.nat({ max: 255 })), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(damage, fc.integer({ min: 1, max: 3000 }), (places, size) => {
      const bytes = FLV.slice()
      for (const [at, value] of places) bytes[at] = value
      const [first] = fed(bytes, size).units
      expect(first?.key ?? true).toBe(true)
    }),
  )
})
