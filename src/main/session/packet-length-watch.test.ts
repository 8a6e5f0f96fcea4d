import fc from 'fast-check'
import { generate } from 'mqtt-packet'
import { describe, expect, test } from 'vitest'
import { PacketLengthWatch } from './packet-length-watch'

const publish = (bytes: number) =>
  generate({
    cmd: 'publish',
    topic: 't',
    payload: 'x'.repeat(bytes),
    qos: 0,
    dup: false,
    retain: false,
  })

describe('PacketLengthWatch', () => {
  test('passes packets up to the limit, however they are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(300), { minLength: 1, maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
        (sizes, cuts) => {
          const bytes = Buffer.concat(sizes.map(publish))
          const watch = new PacketLengthWatch(400)
          for (let at = 0, index = 0; at < bytes.length; index++) {
            const step = cuts[index % cuts.length] ?? 1
            expect(watch.take(bytes.subarray(at, at + step))).toBe(true)
            at += step
          }
        },
      ),
    )
  })

  test('refuses a longer one at its length, also behind others', () => {
    const watch = new PacketLengthWatch(400)
    const long = publish(1000)
    expect(watch.take(Buffer.concat([publish(10), long.subarray(0, 2)]))).toBe(true)
    expect(watch.take(long.subarray(2, 3))).toBe(false)
  })

  test('refuses a length of five bytes', () => {
    const watch = new PacketLengthWatch(1e9)
    expect(watch.take(Uint8Array.of(0x30, 0x80, 0x80, 0x80, 0x80))).toBe(false)
  })
})
