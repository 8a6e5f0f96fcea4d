import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stations } from './fixtures/arbitrary-stations'
import { readWishes, writeWishes } from './wishes-message'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** As docs/stations.md prints it. */
const EXAMPLE = {
  version: 1,
  lease: 60,
  able: true,
  wishes: [
    {
      videoId: '1581F6Q8D243100CPWEJ/80-0-0/normal-0',
      gatewaySn: '7CTDM3D00B24Z1',
      protocol: 'auto',
      quality: 3,
      lens: 'zoom',
      at: 1_765_000_000_000,
      pictures: true,
    },
  ],
}
const read = (message: unknown) => readWishes('a', bytes(JSON.stringify(message)))
const [WISH] = EXAMPLE.wishes
const withWish = (change: object) => ({ ...EXAMPLE, wishes: [{ ...WISH, ...change }] })

test('reads a message', () => {
  const { able, wishes } = EXAMPLE
  expect(read(EXAMPLE)).toEqual({ lease: 60, station: { id: 'a', able, wishes } })
})

test('reads what it writes', () => {
  fc.assert(
    fc.property(stations, (all) => {
      for (const station of all)
        expect(readWishes(station.id, bytes(writeWishes(station, 60)))).toEqual({
          lease: 60,
          station,
        })
    }),
  )
})

test('what a later version adds does not matter', () => {
  expect(read({ ...withWish({ more: 1 }), more: [] })).toEqual(read(EXAMPLE))
})

describe('refuses', () => {
  test.each<[string, unknown]>([
    ['another version', { ...EXAMPLE, version: 2 }],
    ['a lease for ever', { ...EXAMPLE, lease: 1e9 }],
    ['no lease', { ...EXAMPLE, lease: 0 }],
    ['a broken lease', { ...EXAMPLE, lease: 59.5 }],
    ['wishes that are none', { ...EXAMPLE, wishes: [null] }],
    ['a video id with a wildcard', withWish({ videoId: '+/#/x' })],
    ['a gateway with a path', withWish({ gatewaySn: 'A/B' })],
    ['an unknown protocol', withWish({ protocol: 'rtsp' })],
    ['an unknown quality', withWish({ quality: 5 })],
    ['a lens without end', withWish({ lens: 'x'.repeat(25) })],
    ['an unknown position', withWish({ position: 2 })],
    ['a time before time', withWish({ at: -1 })],
    ['a time that cannot be counted on', withWish({ at: 2 ** 60 })],
    ['one stream wished twice', { ...EXAMPLE, wishes: [WISH, WISH] }],
    [
      'too many wishes',
      {
        ...EXAMPLE,
        wishes: Array.from({ length: 65 }, (_, n) => ({ ...WISH, videoId: `A${n}/1-0-0/n-0` })),
      },
    ],
    ['a message that is too long', { ...EXAMPLE, more: 'x'.repeat(33 * 1024) }],
    ['a list', []],
    ['nothing', null],
  ])('%s', (_what, message) => {
    expect(read(message)).toBe(undefined)
  })

  test('what is no text, and no JSON', () => {
    expect(readWishes('a', new Uint8Array([0xff, 0xfe]))).toBe(undefined)
    expect(readWishes('a', bytes('{"version":1'))).toBe(undefined)
  })
})

test('never throws, whatever comes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json().map(bytes), fc.uint8Array({ maxLength: 200 })), (payload) => {
      readWishes('a', payload)
    }),
  )
  const good = bytes(JSON.stringify(EXAMPLE))
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), (at, value) => {
      readWishes('a', good.with(at, value))
    }),
  )
})
