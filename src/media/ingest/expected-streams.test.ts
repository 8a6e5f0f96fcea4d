import { expect, test } from 'vitest'
import { ExpectedStreams } from './expected-streams'

const expected = new ExpectedStreams()
expected.set([
  { stream: '1581F_81-0-0_normal-0', key: 'abcdefgh01234567' },
  { stream: 'plain', key: 'k' },
])

test('admits the stream with its key', () => {
  expect(expected.admit('1581F_81-0-0_normal-0_abcdefgh01234567')).toEqual({
    ok: true,
    stream: '1581F_81-0-0_normal-0',
  })
  expect(expected.still('plain_k')).toBe(true)
})

test.each([
  ['plain_x', 'key-wrong'],
  ['plain_', 'key-wrong'],
  ['plain_K', 'key-wrong'],
  ['1581F_81-0-0_normal-0_k', 'key-wrong'],
  ['plain', 'stream-unexpected'],
  ['other_k', 'stream-unexpected'],
  ['_k', 'stream-unexpected'],
  ['_', 'stream-unexpected'],
  ['', 'stream-unexpected'],
  ['__proto___k', 'stream-unexpected'],
  [`${'x'.repeat(100_000)}_k`, 'stream-unexpected'],
])('refuses %.20s', (name, reason) => {
  expect(expected.admit(name)).toMatchObject({ ok: false, reason })
})

test('a new list replaces the old one', () => {
  const changing = new ExpectedStreams()
  changing.set([{ stream: 'a', key: '1' }])
  changing.set([{ stream: 'a', key: '2' }])
  expect([changing.still('a_1'), changing.still('a_2')]).toEqual([false, true])
})
