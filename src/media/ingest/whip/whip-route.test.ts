import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { carriesKey, readWhipRoute, sessionTarget, withBearer } from './whip-route'

const NAME = 'SN1_81-0-0_normal-0_abcdefgh01234567'

describe('readWhipRoute', () => {
  test.each([
    `/rtc/v1/whip/?app=live&stream=${NAME}`,
    `/rtc/v1/whip?app=live&stream=${NAME}`,
    `/rtc/v1/whip/?stream=${NAME}&app=live&vhost=x`,
    `/whip/live/${NAME}`,
    `/live/${NAME}/whip`,
    `/live/${NAME}/whip/`,
  ])('%s', (target) => {
    expect(readWhipRoute(target)?.name).toBe(NAME)
  })

  test('a key of its own in the query', () => {
    expect(readWhipRoute('/whip/live/one?key=k')?.name).toBe('one_k')
  })

  test.each([
    '/',
    '*',
    'http://10.0.0.1/whip/live/one',
    '//whip/live/one',
    '/rtc/v1/whip/?app=other&stream=one',
    '/rtc/v1/whip/?app=live',
    '/rtc/v1/whep/?app=live&stream=one',
    '/whip/live/one%2F..',
    '/whip/live/..%00',
    `/whip/live/${'a'.repeat(257)}`,
    `/whip/live/one?${'a'.repeat(3000)}`,
  ])('no endpoint: %s', (target) => {
    expect(readWhipRoute(target)).toBeUndefined()
  })

  test('never throws, and gives only names that can be names', () => {
    const piece = fc.constantFrom(
      '/',
      '?',
      '&',
      '=',
      'whip',
      'live',
      'app=live',
      'stream=',
      '%',
      'a',
    )
    const target = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => `/${pieces.join('')}`),
    )
    fc.assert(
      fc.property(target, (text) => {
        const name = readWhipRoute(text)?.name
        expect(name === undefined || /^[\w.-]+/.test(name)).toBe(true)
      }),
    )
  })
})

test('a session keeps the path, its slash and the query; the token leads back to it', () => {
  const route = readWhipRoute('/rtc/v1/whip/?app=live&stream=one_k')
  if (!route) throw new Error('no route')
  const target = sessionTarget(route, 't1')
  expect(target).toBe('/rtc/v1/whip/?action=delete&token=t1&app=live&stream=one_k')
  expect(readWhipRoute(target)).toEqual({ ...route, token: 't1' })
})

test('a bearer key belongs behind the name', () => {
  expect(withBearer('one', 'Bearer k1')).toBe('one_k1')
  expect(withBearer('one', 'bearer  k1 ')).toBe('one_k1')
  expect(withBearer('one', 'Basic k1')).toBe('one')
  expect(withBearer('one', undefined)).toBe('one')
})

test('what has no key is told by its looks', () => {
  expect(carriesKey(NAME)).toBe(true)
  expect(carriesKey('SN1_81-0-0_normal-0')).toBe(false)
  expect(carriesKey('one')).toBe(false)
})
