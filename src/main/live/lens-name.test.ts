import { expect, test } from 'vitest'
import type { Gateway } from '@shared/fleet'
import { isSameLens, lensName } from './lens-name'

const gateway = (key: string): Gateway => ({
  sn: 'G',
  kind: 'unknown',
  model: { key, en: key, zh: key, known: true },
  callsign: '',
  presence: 'online',
  lastSeen: 0,
  cameras: [],
  deviceCoexistMax: {},
  streams: [],
  capacityAssumed: false,
})

test.each([
  ['thermal', ['wide', 'zoom', 'ir'], 'ir'],
  ['ir', ['wide', 'thermal'], 'thermal'],
  ['ir', ['infrared'], 'infrared'],
  ['ir', ['ir', 'thermal'], 'ir'],
  ['ir', [], 'ir'],
  ['thermal', [], 'thermal'],
  ['zoom', ['wide', 'zoom'], 'zoom'],
  ['zoom', ['normal'], undefined],
])('%s of %j is asked for as %s', (wished, offered, name) => {
  expect(lensName(wished, offered, gateway('3-2-0'))).toBe(name)
})

test('a remote that changes lenses only over DRC is not asked', () => {
  expect(lensName('zoom', ['zoom'], gateway('2-174-0'))).toBeUndefined()
})

test('the names of the infrared lens mean the same', () => {
  expect(isSameLens('ir', 'infrared')).toBe(true)
  expect(isSameLens('ir', 'wide')).toBe(false)
})
