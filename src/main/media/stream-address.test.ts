import fc from 'fast-check'
import { expect, test } from 'vitest'
import { streamAddress, streamKey } from './stream-address'

test('the key is sixteen characters, the same each time, another for each stream and secret', () => {
  const key = streamKey('secret', 'sn_81-0-0_normal-0')
  // From: echo -n sn_81-0-0_normal-0 | openssl dgst -sha256 -hmac secret, as base 36.
  expect(key).toBe('hiyo4b5cwzhll1lh')
  const others = [
    streamKey('secret', 'sn_81-0-0_normal-1'),
    streamKey('other', 'sn_81-0-0_normal-0'),
  ]
  expect(new Set([key, ...others]).size).toBe(3)
})

test('every key fits the address', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (secret, stream) => {
      expect(streamKey(secret, stream)).toMatch(/^[a-z0-9]{16}$/)
    }),
  )
})

test('addresses', () => {
  const rest = { stream: 'sn_81-0-0_normal-0', key: 'abcdefgh01234567' }
  const rtmp = { protocol: 'rtmp', port: 1935, ...rest } as const
  const path = '1935/live/sn_81-0-0_normal-0_abcdefgh01234567'
  expect(streamAddress({ host: '10.0.0.5', ...rtmp })).toBe(`rtmp://10.0.0.5:${path}`)
  expect(streamAddress({ host: 'fe80::1', ...rtmp })).toBe(`rtmp://[fe80::1]:${path}`)
  expect(streamAddress({ protocol: 'whip', host: '10.0.0.5', port: 1985, ...rest })).toBe(
    'http://10.0.0.5:1985/rtc/v1/whip/?app=live&stream=sn_81-0-0_normal-0_abcdefgh01234567',
  )
})
