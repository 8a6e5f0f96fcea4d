import { afterEach, expect, test } from 'vitest'
import { showLanguage } from './i18n/i18n'
import { ingestWords, linkWords, serverWords } from './link-words'

afterEach(() => showLanguage('en'))
const line = ({ tone, word, more }: ReturnType<typeof linkWords>): string =>
  [tone, word, more].filter(Boolean).join(' ')
const fault = { code: 'broker-unreachable', at: 0 } as const

test.each([
  [{ kind: 'off' } as const, 'off Off', 'off 未启用'],
  [
    { kind: 'connecting', since: 0 } as const,
    'waiting Connecting for 42 s',
    'waiting 正在连接 已 42 秒',
  ],
  [{ kind: 'up', since: 0 } as const, 'live Connected for 42 s', 'live 已连接 已 42 秒'],
  [
    { kind: 'down', since: 0, retryAt: 50_500, attempt: 4, fault } as const,
    'fault Disconnected for 42 s · next try in 9 s',
    'fault 连接断开 已 42 秒 · 9 秒后重试',
  ],
])('the link %o', (link, en, zh) => {
  expect(line(linkWords(link, 42_000))).toBe(en)
  showLanguage('zh')
  expect(line(linkWords(link, 42_000))).toBe(zh)
})

test('the video receiver in words', () => {
  expect(line(ingestWords({ kind: 'listening', port: 1935 }))).toBe('live Ready port 1935')
  expect(line(ingestWords({ kind: 'starting' }))).toBe('waiting Starting')
  expect(line(ingestWords({ kind: 'failed', fault }))).toBe('fault Failed')
})

test('a media server of others in words', () => {
  const facts = { kind: 'srs', host: '10.0.0.5', publish: {} } as const
  const away = { code: 'media-server-unreachable', at: 0 } as const
  expect(line(serverWords({ kind: 'listening' }, facts))).toBe('live Ready 10.0.0.5')
  expect(line(serverWords({ kind: 'starting' }, facts))).toBe('waiting Not asked yet 10.0.0.5')
  expect(line(serverWords({ kind: 'failed', fault }, facts))).toBe('fault Failed 10.0.0.5')
  expect(line(serverWords({ kind: 'failed', fault: away }, facts))).toBe('fault No answer 10.0.0.5')
  showLanguage('zh')
  expect(line(serverWords({ kind: 'failed', fault: away }, facts))).toBe('fault 无响应 10.0.0.5')
})

test('the video receiver with two ways in', () => {
  const rtmp = { kind: 'listening', port: 1935 } as const
  const whip = { kind: 'listening', port: 1985 } as const
  const failed = { kind: 'failed', fault } as const
  expect(line(ingestWords(rtmp, whip))).toBe('live Ready RTMP 1935, WebRTC 1985')
  expect(line(ingestWords(rtmp, { kind: 'starting' }))).toBe('live Ready port 1935')
  expect(line(ingestWords(rtmp, failed))).toBe('warning Ready RTMP 1935, WebRTC failed')
  expect(line(ingestWords(failed, whip))).toBe('warning Failed WebRTC 1985, RTMP failed')
  expect(line(ingestWords(failed, failed))).toBe('fault Failed')
  showLanguage('zh')
  expect(line(ingestWords(rtmp, failed))).toBe('warning 就绪 RTMP 1935，WebRTC 故障')
})
