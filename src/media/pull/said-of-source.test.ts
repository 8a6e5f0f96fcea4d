import { expect, test } from 'vitest'
import { saidOfSource } from './said-of-source'

const SOURCE = {
  by: 'rtsp',
  url: 'rtsp://operator:hunter2%21@10.0.0.5:554/live/cam_1234567890abcdef?sign=querysecret',
  bearer: 'bearersecret',
} as const

test.each([
  `${SOURCE.url}: Connection refused`,
  'cannot open live/cam_1234567890abcdef',
  'user operator, password hunter2! or hunter2%21',
  'sign querysecret',
  'Authorization: Bearer bearersecret',
  'http://someone:else@10.0.0.9/live/cam_1234567890abcdef.ts failed',
])('%s', (text) => {
  const said = saidOfSource(text, SOURCE)
  for (const secret of ['hunter2', '1234567890abcdef', 'querysecret', 'bearersecret', 'operator:'])
    expect(said).not.toContain(secret)
})

test('where an address leads stays, on one line of bounded length', () => {
  expect(saidOfSource(`a\n${SOURCE.url}:\u0007 no`, SOURCE)).toBe('a rtsp://10.0.0.5:554 no')
  expect(saidOfSource('x'.repeat(10_000), SOURCE)).toHaveLength(300)
  expect(saidOfSource('what is no address', { by: 'rtmp', url: 'no address' })).toBe('what is ***')
})
