import { isIPv4 } from 'node:net'
import { expect, test } from 'vitest'
import { answerAddresses } from './answer-addresses'

test('the configured address first, then the one at which the request arrived', () => {
  const place = { host: '0.0.0.0', external: '203.0.113.9' }
  expect(answerAddresses('::ffff:10.0.0.5', place)).toEqual(['203.0.113.9', '10.0.0.5'])
  expect(answerAddresses('10.0.0.5', { host: '0.0.0.0' })).toEqual(['10.0.0.5'])
  expect(answerAddresses('203.0.113.9', place)).toEqual(['203.0.113.9'])
})

test('a name is no address, and nothing stands for a connection that is gone', () => {
  const place = { host: '10.0.0.5', external: 'station.example' }
  expect(answerAddresses('10.0.0.5', place)).toEqual(['10.0.0.5'])
  expect(answerAddresses('', place)).toEqual([])
})

test('a publisher on this computer learns the other addresses where we listen to them', () => {
  expect(answerAddresses('127.0.0.1', { host: '127.0.0.1' })).toEqual(['127.0.0.1'])
  const [first, ...others] = answerAddresses('127.0.0.1', { host: '0.0.0.0' })
  expect(first).toBe('127.0.0.1')
  expect(others.every((address) => isIPv4(address))).toBe(true)
})
