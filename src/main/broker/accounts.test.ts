import { describe, expect, test } from 'vitest'
import { Accounts } from './accounts'

const bytes = (text: string): Uint8Array => Buffer.from(text)
const shared = new Accounts({ username: 'dock', perDock: false, password: 'open sesame' })
const perDock = new Accounts({ username: 'dock', perDock: true, password: 'open sesame' })

describe('Accounts', () => {
  test('knows the shared account', () => {
    expect(shared.check('dock', bytes('open sesame'))).toEqual({ kind: 'shared', name: 'dock' })
    expect(shared.check('other', bytes('open sesame'))).toBe(undefined)
    expect(shared.check('dock', bytes('open sesam'))).toBe(undefined)
    expect(shared.check('dock', undefined)).toBe(undefined)
    expect(shared.check(undefined, bytes('open sesame'))).toBe(undefined)
  })

  test('knows docks by their serial number', () => {
    expect(perDock.check('7CTXSIM0000001', bytes('open sesame'))).toEqual({
      kind: 'dock',
      sn: '7CTXSIM0000001',
    })
    for (const name of ['', 'a/b', '+', '#', 'constructor', 'x'.repeat(65)])
      expect(perDock.check(name, bytes('open sesame'))).toBe(undefined)
  })

  test('lets nobody in while there is no password', () => {
    for (const password of [undefined, '']) {
      const accounts = new Accounts({ username: 'dock', perDock: false, password })
      expect(accounts.check('dock', bytes(''))).toBe(undefined)
      expect(accounts.check('dock', undefined)).toBe(undefined)
    }
  })

  test('has a station account that is new each time and not the docks’', () => {
    const { username, password } = shared.station
    expect(shared.check(username, bytes(password))).toEqual({ kind: 'station' })
    expect(shared.check(username, bytes('open sesame'))).toBe(undefined)
    expect(shared.check('dock', bytes(password))).toBe(undefined)
    expect(perDock.check(username, bytes(password))).toBe(undefined)
    expect(perDock.station).not.toEqual(shared.station)
  })
})
