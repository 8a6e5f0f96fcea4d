import { expect, test } from 'vitest'
import { PatchBatch } from './patch-batch'

const gathered = () => {
  const waiting: (() => void)[] = []
  const flushed: { changed: string[]; removed: string[] }[] = []
  const batch = new PatchBatch(
    (run) => {
      waiting.push(run)
      return () => void waiting.splice(waiting.indexOf(run), 1)
    },
    (changed, removed) => flushed.push({ changed, removed }),
  )
  return { batch, waiting, flushed }
}

test('each gateway once, as it is in the end', () => {
  const { batch, waiting, flushed } = gathered()
  batch.change('A')
  batch.change('B')
  batch.remove('A')
  batch.change('A')
  batch.remove('B')
  expect(waiting).toHaveLength(1)
  waiting.shift()?.()
  expect(flushed).toEqual([{ changed: ['A'], removed: ['B'] }])
  expect(waiting).toEqual([])
})

test('a whole fleet comes in pieces and nothing is lost', () => {
  const { batch, waiting, flushed } = gathered()
  for (let i = 0; i < 1200; i++) batch.change(`G${i}`)
  while (waiting.length > 0) waiting.shift()?.()
  expect(flushed.map(({ changed }) => changed.length)).toEqual([500, 500, 200])
  expect(new Set(flushed.flatMap(({ changed }) => changed)).size).toBe(1200)
})

test('after stop nothing comes', () => {
  const { batch, waiting, flushed } = gathered()
  batch.change('A')
  batch.stop()
  expect(waiting).toEqual([])
  expect(flushed).toEqual([])
})
