import { expect, test } from 'vitest'
import { followStarts } from './follow-starts'

test('only a start that the dock said yes to is followed', async () => {
  const accepted: string[] = []
  let reply: { kind: string; result?: number } = { kind: 'reply', result: 0 }
  const request = followStarts(
    () => Promise.resolve(reply),
    (stream) => accepted.push(stream),
  )
  const data = { video_id: 'D1/165-0-7/normal-0' }
  const start = { method: 'live_start_push', data }
  expect(await request('D1', start)).toBe(reply)
  expect(accepted).toEqual(['D1_165-0-7_normal-0'])
  await request('D1', { method: 'live_stop_push', data })
  reply = { kind: 'reply', result: 513003 }
  await request('D1', start)
  reply = { kind: 'timeout' }
  await request('D1', start)
  expect(accepted).toHaveLength(1)
})
