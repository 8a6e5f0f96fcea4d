import { expect, test } from 'vitest'
import { KeyPatience } from './key-patience'

const SLICE = Uint8Array.of(0x41, 0x9a)
const SETS = Uint8Array.of(0x78, 0, 2, 0x67, 0x42)
const KEY_PART = Uint8Array.of(0x7c, 0x85, 1)
const SLICE_PART = Uint8Array.of(0x7c, 0x81, 1)

test('a publisher that begins with a key picture is not asked for another one', () => {
  const patience = new KeyPatience()
  expect(patience.ask(SETS, 0)).toBe(false)
  expect(patience.ask(KEY_PART, 20)).toBe(false)
  expect(patience.ask(SLICE, 40)).toBe(false)
})

test('one that begins in between is asked at once', () => {
  expect(new KeyPatience().ask(SLICE, 0)).toBe(true)
  expect(new KeyPatience().ask(SLICE_PART, 0)).toBe(true)
  expect(new KeyPatience().ask(new Uint8Array(0), 0)).toBe(true)
})

test('a key picture that does not arrive whole is asked for again', () => {
  const patience = new KeyPatience()
  expect(patience.ask(KEY_PART, 0)).toBe(false)
  expect(patience.ask(SLICE, 301)).toBe(true)
  expect(patience.ask(KEY_PART, 310)).toBe(false)
  patience.met()
  expect(patience.ask(SLICE, 320)).toBe(true)
})
