import { beforeEach, describe, expect, test } from 'vitest'
import { LoginLimiter } from './login-limiter'

const HERE = '10.0.0.5'
let time: number
let limiter: LoginLimiter
beforeEach(() => {
  time = 1000
  limiter = new LoginLimiter(() => time)
})
const fail = (address: string, times: number): void => {
  for (let index = 0; index < times; index++) limiter.done(address, false, false)
}

describe('LoginLimiter', () => {
  test('lets the first failures pass and then slows that address only', () => {
    fail(HERE, 9)
    expect(limiter.admit(HERE)).toBe(0)
    fail(HERE, 1)
    expect(limiter.admit(HERE)).toBeGreaterThan(0)
    expect(limiter.admit('10.0.0.6')).toBe(0)
  })

  test('lets only a few wait at a time', () => {
    fail(HERE, 10)
    const waiting = Array.from({ length: 20 }, () => limiter.admit(HERE))
    expect(waiting.filter((wait) => wait !== undefined)).toHaveLength(8)
    limiter.done(HERE, true, true)
    expect(limiter.admit(HERE)).toBeGreaterThan(0)
    expect(limiter.admit(HERE)).toBe(undefined)
  })

  test('forgets after a quiet minute', () => {
    fail(HERE, 20)
    time += 60_001
    expect(limiter.admit(HERE)).toBe(0)
  })

  test('does not forget while the guessing goes on', () => {
    fail(HERE, 10)
    for (let minute = 0; minute < 10; minute++) {
      time += 50_000
      expect(limiter.admit(HERE)).toBeGreaterThan(0)
      limiter.done(HERE, false, true)
    }
  })

  test('takes a network of IPv6 for one', () => {
    fail('2001:db8:1:2:aaaa::1', 10)
    expect(limiter.admit('2001:db8:1:2:bbbb::2')).toBeGreaterThan(0)
    expect(limiter.admit('2001:db8:1:3:aaaa::1')).toBe(0)
  })

  test('remembers a bounded number of addresses', () => {
    fail(HERE, 10)
    for (let index = 0; index < 20_000; index++) fail(`10.1.${index >> 8}.${index & 255}`, 1)
    expect(limiter.admit(HERE)).toBe(0)
  })
})
