import { expect, test, vi } from 'vitest'
import { StreamAddresses } from './stream-addresses'

test('tells the whole list once after a burst, and asks for each key once', () => {
  const key = vi.fn((stream: string) => `key of ${stream}`)
  const expected = vi.fn()
  let due: (() => void) | undefined
  const addresses = new StreamAddresses({
    key,
    expect: expected,
    schedule: (callback) => {
      due = callback
      return () => (due = undefined)
    },
  })
  addresses.add(['A/1-0-0/normal-0', 'B/1-0-0/normal-0'])
  addresses.add(['C/1-0-0/normal-0'])
  expect(expected).not.toHaveBeenCalled()
  due?.()
  expect(expected).toHaveBeenCalledWith([
    { stream: 'A_1-0-0_normal-0', key: 'key of A_1-0-0_normal-0' },
    { stream: 'B_1-0-0_normal-0', key: 'key of B_1-0-0_normal-0' },
    { stream: 'C_1-0-0_normal-0', key: 'key of C_1-0-0_normal-0' },
  ])
  due = undefined
  addresses.add(['A/1-0-0/normal-0'])
  expect(addresses.grant('A/1-0-0/normal-0')).toBe('key of A_1-0-0_normal-0')
  expect(due).toBeUndefined()
  expect(expected).toHaveBeenCalledOnce()
  expect(key).toHaveBeenCalledTimes(3)
})

test('a source is told before a dock can be sent here with it', () => {
  const expected = vi.fn()
  const callOff = vi.fn()
  const addresses = new StreamAddresses({
    key: () => 'k',
    expect: expected,
    schedule: () => callOff,
  })
  addresses.add(['A/1-0-0/normal-0'])
  addresses.grant('A/1-0-0/normal-0')
  expect(expected).toHaveBeenLastCalledWith([{ stream: 'A_1-0-0_normal-0', key: 'k' }])
  expect(callOff).toHaveBeenCalledOnce()
  addresses.grant('B/1-0-0/normal-0')
  expect(expected).toHaveBeenCalledTimes(2)
})

test('invented sources push out the oldest, never one that a dock was just sent here with', () => {
  const expected = vi.fn()
  const addresses = new StreamAddresses({
    key: (stream) => stream,
    expect: expected,
    schedule: () => () => {},
  })
  addresses.add(['OLD/1-0-0/normal-0', 'USED/1-0-0/normal-0'])
  const invented = (count: number) => Array.from({ length: count }, (_, at) => `X${at}/1-0-0/n`)
  addresses.add(invented(4_998))
  addresses.grant('USED/1-0-0/normal-0')
  addresses.add(['LAST/1-0-0/normal-0'])
  addresses.grant('LAST/1-0-0/normal-0')
  const [streams] = expected.mock.lastCall as [{ stream: string }[]]
  const names = new Set(streams.map(({ stream }) => stream))
  expect(names.size).toBe(5_000)
  expect(names.has('OLD_1-0-0_normal-0')).toBe(false)
  expect(names.has('USED_1-0-0_normal-0') && names.has('LAST_1-0-0_normal-0')).toBe(true)
})
