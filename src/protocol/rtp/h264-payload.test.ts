import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readH264Payload } from './h264-payload'

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const nals = (...texts: string[]) => texts.map((text) => ({ kind: 'nal', nal: hex(text) }))

describe('readH264Payload (RFC 6184)', () => {
  test('5.6: a payload of type 1 to 23 is the NAL unit', () => {
    expect(readH264Payload(hex('65 88 80'))).toEqual(nals('65 88 80'))
    expect(readH264Payload(hex('09'))).toEqual(nals('09'))
  })

  test('5.7.1, figure 7: STAP-A of two', () => {
    expect(readH264Payload(hex('78 0004 6742c00b 0002 68ce'))).toEqual(nals('6742c00b', '68ce'))
  })

  test('5.8: FU-A gives the header of the unit that was cut', () => {
    expect(readH264Payload(hex('7c 85 aabb'))).toEqual([
      { kind: 'fragment', start: true, end: false, header: 0x65, data: hex('aabb') },
    ])
    expect(readH264Payload(hex('5c 41 cc'))).toEqual([
      { kind: 'fragment', start: false, end: true, header: 0x41, data: hex('cc') },
    ])
  })

  test('nothing in it: nothing', () => {
    expect(readH264Payload(new Uint8Array(0))).toEqual([])
    expect(readH264Payload(hex('78 0000'))).toEqual([])
  })

  test.each([
    ['undefined types', '00 11'],
    ['STAP-B', '79 0000 0001 65'],
    ['MTAP16', '7a 0000 0001 00 0000 65'],
    ['FU-B', '7d 85 0000 aa'],
    ['a length past the end', '78 0009 65'],
    ['half a length', '78 0001 65 00'],
    ['an aggregate in an aggregate', '78 0004 78000165'],
    ['a fragment in an aggregate', '78 0003 7c85aa'],
    ['a fragment of an aggregate', '7c 98 aa'],
    ['a fragment of nothing', '7c 85'],
  ])('%s: refused', (_, text) => {
    expect(readH264Payload(hex(text))).toBeUndefined()
  })

  test('any bytes: pieces lie within them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0x78, 0x7c, 0x18, 0x65),
        fc.uint8Array({ maxLength: 80 }),
        (head, bytes) => {
          const pieces = readH264Payload(Uint8Array.of(head, ...bytes)) ?? []
          const sizes = pieces.map(
            (piece) => (piece.kind === 'nal' ? piece.nal : piece.data).length,
          )
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(bytes.length + 1)
        },
      ),
    )
  })
})
