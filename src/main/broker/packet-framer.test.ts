import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PacketFramer } from './packet-framer'

/** A PUBLISH with a body of this many bytes, written by hand. */
const packet = (bytes: number): Buffer => {
  const length: number[] = []
  for (let rest = bytes; ; rest = Math.floor(rest / 128)) {
    length.push(rest < 128 ? rest : (rest % 128) | 0x80)
    if (rest < 128) break
  }
  return Buffer.concat([Buffer.from([0x30, ...length]), Buffer.alloc(bytes, bytes % 256)])
}

describe('PacketFramer', () => {
  test('gives whole packets, however they are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(300), fc.nat(3000)), { minLength: 1, maxLength: 12 }),
        fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4000 })), {
          minLength: 1,
        }),
        (sizes, cuts) => {
          const sent = sizes.map(packet)
          const bytes = Buffer.concat(sent)
          const framer = new PacketFramer(40_000)
          const got: Buffer[] = []
          for (let at = 0, index = 0; at < bytes.length; index++) {
            const step = cuts[index % cuts.length] ?? 1
            if (framer.take(bytes.subarray(at, at + step), (whole) => got.push(whole))) break
            at += step
          }
          expect(got.length).toBe(sent.length)
          expect(Buffer.concat(got).equals(bytes)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('refuses a packet at its length, before its body has come', () => {
    const framer = new PacketFramer(1000)
    const got: Buffer[] = []
    const bytes = Buffer.concat([packet(1000), packet(1001).subarray(0, 3)])
    expect(framer.take(bytes, (whole) => got.push(whole))).toBe('too-large')
    expect(got).toHaveLength(1)
  })

  test('refuses a length that does not end', () => {
    const framer = new PacketFramer(1e9)
    for (const byte of [0x10, 0xff, 0xff, 0xff])
      expect(framer.take(Buffer.of(byte), () => undefined)).toBe(undefined)
    expect(framer.take(Buffer.of(0xff), () => undefined)).toBe('malformed')
  })

  test('takes a packet that comes in single bytes in a time that suits its size', () => {
    const framer = new PacketFramer(300_000)
    const bytes = packet(200_000)
    let got = 0
    const began = performance.now()
    for (const byte of bytes) framer.take(Buffer.of(byte), () => got++)
    expect(got).toBe(1)
    expect(performance.now() - began).toBeLessThan(3000)
  })
})
