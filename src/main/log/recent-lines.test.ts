import { expect, test } from 'vitest'
import { RecentLines } from './recent-lines'

test('keeps the last lines and passes all on', () => {
  const passed: string[] = []
  const recent = new RecentLines(() => 0)
  const sink = recent.tee(({ text }) => passed.push(text))
  for (let index = 0; index < 250; index++) sink({ level: 'info', area: 'a', text: `${index}` })
  expect(passed).toHaveLength(250)
  expect(recent.all()).toHaveLength(100)
  expect(recent.all().at(-1)).toBe('1970-01-01T00:00:00.000Z info a: 249')
})
