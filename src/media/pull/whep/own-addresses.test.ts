import { expect, test } from 'vitest'
import { ownAddresses } from './own-addresses'

const address = (text: string, internal = false) => ({
  address: text,
  family: text.includes(':') ? 'IPv6' : 'IPv4',
  internal,
})
const INTERFACES = [
  [address('127.0.0.1', true), address('::1', true)],
  undefined,
  [address('2001:db8::5'), address('10.0.0.5'), address('fe80::5')],
]

test('what others can reach, IPv4 first', () => {
  expect(ownAddresses('server.example', INTERFACES)).toEqual(['10.0.0.5', '2001:db8::5'])
})

test.each(['localhost', '127.0.0.1', '[::1]'])('loopback too for %s', (server) => {
  const addresses = ownAddresses(server, INTERFACES)
  expect(addresses).toEqual(['127.0.0.1', '10.0.0.5', '::1', '2001:db8::5'])
})

test('not more than a server wants to check', () => {
  const many = Array.from({ length: 40 }, (_, at) => address(`10.0.1.${String(at)}`))
  expect(ownAddresses('server.example', [many])).toHaveLength(6)
})
