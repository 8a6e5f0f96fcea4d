import { expect, test } from 'vitest'
import { AnsweredTable } from './answered-table'

const topic = { kind: 'requests', sn: 'A1' } as const
const envelope = (tid: string) => ({ tid, bid: '', needReply: false, data: null })

test('forgets after a minute and holds a bounded number', () => {
  let now = 0
  const table = new AnsweredTable<number>(() => now)
  for (let i = 0; i < 5010; i++) table.remember(topic, envelope(`t${i}`), i)
  expect(table.find(topic, envelope('t9'))).toBeUndefined()
  expect(table.find(topic, envelope('t10'))).toBe(10)
  expect(table.find(topic, envelope('t5009'))).toBe(5009)
  now = 60_000
  expect(table.find(topic, envelope('t5009'))).toBeUndefined()
})

test('a message without tid is not remembered', () => {
  const table = new AnsweredTable<number>(() => 0)
  table.remember(topic, envelope(''), 1)
  expect(table.find(topic, envelope(''))).toBeUndefined()
})
