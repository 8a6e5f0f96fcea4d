import { expect, test } from 'vitest'
import { oneAddress, plainAddress } from './plain-address'

test('what a socket for both families says', () => {
  expect(plainAddress('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(plainAddress('fe80::1%eth0')).toBe('fe80::1')
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::FFFF:192.0.2.1', '192.0.2.1'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['fe80:0::1%eth0', 'fe80::1'],
  ['server.example', undefined],
  ['1.2.3', undefined],
])('%s is written %s', (text, address) => {
  expect(oneAddress(text)).toBe(address)
})
