import { expect, test } from 'vitest'
import { parseRtmpAddress } from './address'

test('reads the addresses docks are given', () => {
  expect(parseRtmpAddress('rtmp://10.20.0.5:1935/live/1581F_81-0-0_normal-0_k')).toEqual({
    host: '10.20.0.5',
    port: 1935,
    app: 'live',
    stream: '1581F_81-0-0_normal-0_k',
    tcUrl: 'rtmp://10.20.0.5:1935/live',
  })
  expect(parseRtmpAddress('rtmp://wall.example/live/a')?.port).toBe(1935)
  expect(parseRtmpAddress('rtmp://[fe80::1]:19350/live/a/b?c=d')).toMatchObject({
    host: 'fe80::1',
    port: 19350,
    stream: 'a/b?c=d',
    tcUrl: 'rtmp://[fe80::1]:19350/live',
  })
})

test.each([
  'http://h/live/a',
  'rtmp://h/live',
  'rtmp://h/live/',
  'rtmp:///live/a',
  'rtmp://h:0/live/a',
  'rtmp://h:70000/live/a',
  '',
])('refuses %s', (url) => {
  expect(parseRtmpAddress(url)).toBeUndefined()
})
