import { expect, test } from 'vitest'
import { CheckList } from './check-list'

const place = (port: number) => ({ address: '192.0.2.1', port })
const ports = (due: { place: { port: number } }[]) => due.map((check) => check.place.port)
const hex = (check: { transaction: Buffer } | undefined) =>
  check?.transaction.toString('hex') ?? 'none'

test('checks one way after the other and again with longer pauses', () => {
  const checks = new CheckList()
  checks.add([place(1), place(2)], 0)
  const sent: string[] = []
  for (let now = 0; now <= 2400; now += 10)
    for (const port of ports(checks.due(now))) sent.push(`${String(port)} at ${String(now)}`)
  expect(sent).toEqual(
    [0, 100, 300, 700, 1500, 2300].flatMap((at) => [`1 at ${at}`, `2 at ${at + 20}`]),
  )
})

test('the first way that answers is kept, and from then on only it is checked', () => {
  const checks = new CheckList()
  checks.add([place(1), place(2)], 0)
  const [first] = checks.due(0)
  const [second] = checks.due(20)
  expect(checks.way).toBeUndefined()
  expect(checks.answered(hex(second), place(2), 30)).toBe(true)
  expect(checks.way).toMatchObject(place(2))
  expect(checks.answered(hex(first), place(1), 40)).toBe(true)
  expect(checks.way).toMatchObject(place(2))
  const later = Array.from({ length: 300 }, (_, at) => checks.due(40 + at * 10)).flat()
  expect(ports(later)).toEqual([2, 2, 2])
})

test('an answer from elsewhere, to nothing, or a second time proves nothing', () => {
  const checks = new CheckList()
  checks.add([place(1)], 0)
  const [check] = checks.due(0)
  expect(checks.answered(hex(check), place(2), 1)).toBe(false)
  expect(checks.answered('00'.repeat(12), place(1), 1)).toBe(false)
  expect(checks.answered(hex(check), place(1), 1)).toBe(true)
  expect(checks.answered(hex(check), place(1), 2)).toBe(false)
})

test('where the peer checks from is tried at once, known before or not', () => {
  const checks = new CheckList()
  checks.add([place(1)], 0)
  checks.due(0)
  checks.trigger(place(1), 10)
  checks.trigger(place(9), 10)
  expect(ports(checks.due(10))).toEqual([1, 9])
})

test('there is an end to the ways and to the answers that are waited for', () => {
  const checks = new CheckList()
  checks.add(
    Array.from({ length: 100 }, (_, at) => place(at + 1)),
    0,
  )
  const [first] = checks.due(0)
  expect(checks.due(10_000)).toHaveLength(24)
  checks.due(20_000)
  checks.due(30_000)
  expect(checks.answered(hex(first), place(1), 30_001)).toBe(false)
})
