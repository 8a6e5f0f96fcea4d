import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { uint32 } from '../big-endian'
import { joinNals } from '../h264/nal-units'
import { HevcStream } from './hevc-stream'
import { readHvcC } from './hvcc'

const file = readFileSync(new URL('fixtures/x265.mp4', import.meta.url))
const box = (name: string): Uint8Array => {
  const at = file.indexOf(name) - 4
  return new Uint8Array(file.subarray(at + 8, at + uint32(file, at)))
}
const record = box('hvcC')
/** IDR_W_RADL, TRAIL_R and a prefix SEI, by their headers. */
const idr = joinNals([Uint8Array.of(0x4e, 1, 5), Uint8Array.of(0x26, 1, 7)])
const trail = joinNals([Uint8Array.of(0x02, 1, 7)])

describe('readHvcC', () => {
  test('what x265 and FFmpeg write', () => {
    const read = readHvcC(record)
    expect(read).toMatchObject({ lengthSize: 4, config: { width: 320, height: 180 } })
    expect(read?.config.codecString).toBe('hvc1.1.6.L60.90')
  })

  test('cut off or mutated: nothing or a sane size, never a throw', () => {
    for (let length = 0; length < 60; length++)
      expect(readHvcC(record.subarray(0, length))).toBeUndefined()
    fc.assert(
      fc.property(fc.nat(record.length - 1), fc.nat(255), (at, to) => {
        const mutated = record.slice()
        mutated[at] = to
        const read = readHvcC(mutated)
        if (read) expect(read.config.width).toBeLessThanOrEqual(16_384)
      }),
    )
  })
})

describe('HevcStream', () => {
  test('pictures from the first key picture on, without SEI', () => {
    const stream = new HevcStream()
    expect(stream.unit(idr)).toEqual({ kind: 'problem', problem: 'config-missing' })
    expect(stream.configure(record)).toBeUndefined()
    expect(stream.unit(trail)).toEqual({ kind: 'problem', problem: 'key-frame-awaited' })
    const first = stream.unit(idr)
    expect(first).toMatchObject({ kind: 'picture', key: true, config: { width: 320 } })
    expect(first.kind === 'picture' && [...first.data]).toEqual([0, 0, 0, 3, 0x26, 1, 7])
    expect(stream.configure(record)).toBeUndefined()
    expect(stream.unit(trail)).toMatchObject({ kind: 'picture', key: false })
    expect(stream.unit(trail.subarray(0, 6))).toMatchObject({ problem: 'unit-truncated' })
    expect(stream.unit(joinNals([Uint8Array.of(0x4e, 1)]))).toEqual({ kind: 'nothing' })
    expect(stream.configure(record.subarray(0, 9))).toBe('config-unreadable')
  })
})
