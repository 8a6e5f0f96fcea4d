import { expect, test } from 'vitest'
import { ffmpegArguments } from './ffmpeg-arguments'

const NEW = 59
const OLD = 58

/** The value that follows an option. */
const valueOf = (args: string[] | undefined, option: string) => args?.[args.indexOf(option) + 1]

test.each([
  ['rtmp', 'rtmp://10.0.0.5/live/cam', 'rtmp,rtmps,tls,tcp'],
  ['rtsp', 'rtsp://10.0.0.5:554/live/cam', 'rtsp,rtsps,rtp,tls,tcp'],
  ['hls', 'https://10.0.0.5/live/cam.m3u8?a=b', 'hls,http,https,httpproxy,tls,tcp,crypto'],
] as const)('%s opens what it names and no file', (by, url, whitelist) => {
  const args = ffmpegArguments({ by, url }, NEW)
  expect(valueOf(args, '-i')).toBe(url)
  expect(valueOf(args, '-protocol_whitelist')).toBe(whitelist)
  expect(args?.indexOf('-protocol_whitelist')).toBeLessThan(args?.indexOf('-i') ?? 0)
  expect(args?.at(-1)).toBe('pipe:1')
})

test('the timeout of RTSP by its name of that version', () => {
  const source = { by: 'rtsp', url: 'rtsp://h/x' } as const
  expect(ffmpegArguments(source, NEW)).toContain('-timeout')
  expect(ffmpegArguments(source, OLD)).toContain('-stimeout')
  expect(ffmpegArguments(source, OLD)).not.toContain('-timeout')
})

test.each([
  ['rtmp', '-f lavfi'],
  ['rtmp', '-version'],
  ['rtmp', 'http://h/x'],
  ['rtmp', 'rtmp://'],
  ['rtsp', 'file:///etc/passwd'],
  ['rtsp', 'concat:rtsp://h/x'],
  ['hls', 'data:,x'],
  ['hls', 'pipe:0'],
  ['hls', ''],
] as const)('%s from "%s" is not tried', (by, url) => {
  expect(ffmpegArguments({ by, url }, NEW)).toBeUndefined()
})

test('what FFmpeg would read as several arguments stays one', () => {
  const args = ffmpegArguments({ by: 'rtmp', url: 'rtmp://h/live/a b -y\n/tmp/x' }, NEW)
  const at = (args?.indexOf('-i') ?? 0) + 1
  expect(args?.[at]).toMatch(/^rtmp:\/\/h\/\S+( \S+)*$/)
  expect(args?.[at + 1]).toBe('-map')
})
