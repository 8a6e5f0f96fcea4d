import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { FfmpegWords } from './ffmpeg-words'

const heard = (...texts: string[]) => {
  const connected = vi.fn()
  const words = new FfmpegWords(connected)
  for (const text of texts) words.take(text)
  return { words, connected }
}

// As FFmpeg 5.1 and 4.4 say it.
test.each([
  ['rtmp://h/live/x: Connection refused', 'unreachable'],
  ['[tcp @ 0x1] Failed to resolve hostname h: Name or service not known', 'unreachable'],
  ['rtsp://h/x: No route to host', 'unreachable'],
  ['http://h/x: Error number -10061 occurred', 'unreachable'],
  ['[rtsp @ 0x1] method DESCRIBE failed: 404 Not Found', 'no-stream'],
  ['[http @ 0x1] HTTP error 404 Not Found', 'no-stream'],
  ['[rtmp @ 0x1] Server error: No such stream', 'no-stream'],
  ['[rtsp @ 0x1] method DESCRIBE failed: 401 Unauthorized', 'refused'],
  ['http://h/x: Server returned 403 Forbidden (access denied)', 'refused'],
  ['[flv @ 0x1] Video codec hevc not compatible with flv', 'ffmpeg-old'],
  ["[hls @ 0x1] Protocol 'file' not on whitelist 'http,tcp'!", 'unreadable'],
  ["Stream map '0:v:0' matches no streams.", 'unreadable'],
  ['http://h/x: Invalid data found when processing input', 'unreadable'],
  ['rtmp://h/x: Input/output error', undefined],
])('%s', (line, meaning) => {
  expect(heard(`${line}\n`).words.meaning).toBe(meaning)
  expect(heard(line).words.meaning).toBe(meaning)
})

test('that the server is there is heard in whatever pieces', () => {
  const line = '[tcp @ 0x5] Successfully connected to 127.0.0.1 port 1935\n'
  expect(heard(...line).connected).toHaveBeenCalledOnce()
  expect(heard('[tcp @ 0x5] Starting connection attempt\n').connected).not.toHaveBeenCalled()
})

test('the last words come first, and talk is left out', () => {
  const talk = '[hls @ 0x5] Opening http://h/secret.ts for reading\n'
  const { words } = heard('one\ntwo\n', talk, 'three\nfour\r\nfive')
  expect(words.last).toBe('five | four | three | two | one')
})

test('a program that talks without end is not kept', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3000 })), (texts) => {
      const { words } = heard(...texts, 'x'.repeat(100_000), ...texts)
      expect(words.last.length).toBeLessThan(3000)
    }),
  )
})
