import { expect, test } from 'vitest'
import { SendWindow } from './send-window'

const bytes = (id: number): Buffer => Buffer.of(id % 256)

test('never has more in flight than the client takes, and keeps the order', () => {
  const window = new SendWindow(2)
  expect([1, 2, 3, 4].map((id) => window.offer(id, bytes(id)))).toEqual([
    [bytes(1)],
    [bytes(2)],
    [],
    [],
  ])
  expect(window.confirm(2)).toEqual([bytes(3)])
  expect(window.confirm(2)).toEqual([])
  expect(window.confirm(1)).toEqual([bytes(4)])
  expect(window.confirm(99)).toEqual([])
})

test('sends a repetition of what flies at once', () => {
  const window = new SendWindow(1)
  window.offer(1, bytes(1))
  expect(window.offer(1, bytes(1))).toEqual([bytes(1)])
})

test('says when too much waits', () => {
  const window = new SendWindow(1)
  const answers = Array.from({ length: 2000 }, (_, id) => window.offer(id, bytes(id)))
  expect(answers.filter((answer) => answer === 'full').length).toBe(999)
})
