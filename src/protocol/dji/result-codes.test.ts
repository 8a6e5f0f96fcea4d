import { expect, test } from 'vitest'
import { liveResult } from './result-codes'

test.each([
  [0, 'ok', 'other', 'never'],
  [513001, 'source-missing', 'device', 'limited'],
  [613006, 'start-failed', 'pilot', 'yes'],
  [513006, 'start-failed', 'device', 'yes'],
  [513003, 'already-live', 'device', 'limited'],
  [513014, 'address-refused', 'device', 'never'],
  [513017, 'media-download', 'device', 'yes'],
  [513099, 'unknown-live', 'device', 'yes'],
  [325004, 'aircraft-missing', 'device', 'limited'],
  [325012, 'aircraft-missing', 'device', 'limited'],
  [325007, 'busy', 'device', 'yes'],
  [327015, 'start-failed', 'device', 'yes'],
  [514145, 'debug-mode', 'device', 'limited'],
  [514303, 'gateway-network', 'device', 'limited'],
  [913001, 'source-missing', 'other', 'limited'],
  [513077, 'other', 'device', 'limited'],
  [-5, 'other', 'other', 'limited'],
  [1.5, 'other', 'other', 'limited'],
])('%d means %s from %s, retry %s', (code, key, reporter, retry) => {
  expect(liveResult(code)).toMatchObject({ key, reporter, retry })
})

test('every live code speaks both languages', () => {
  for (let tail = 13001; tail <= 13017; tail++) {
    const { key, en, zh } = liveResult(500_000 + tail)
    expect(key).not.toBe('other')
    expect(en).toMatch(/^[A-Z]/)
    expect(zh).toMatch(/\p{Script=Han}/u)
  }
})
