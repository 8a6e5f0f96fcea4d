import { expect, test } from 'vitest'
import { defaultSettings, settingsSchema } from './settings'

const problems = (mediaServer: object): string[] => {
  const checked = settingsSchema.safeParse({ version: 1, mediaServer })
  return checked.success
    ? []
    : checked.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
}

test('settings of before have no media server', () => {
  expect(defaultSettings().mediaServer).toMatchObject({ kind: 'none', host: '', app: 'live' })
})

test('a server needs a host where its addresses do', () => {
  expect(problems({ kind: 'srs' })).toEqual(['mediaServer.host is needed'])
  expect(problems({ kind: 'srs', host: '10.0.0.5' })).toEqual([])
  expect(problems({ kind: 'none' })).toEqual([])
  expect(problems({ kind: 'custom', rtmpPublish: 'rtmp://a/live/{stream}' })).toEqual([])
})

test('each problem is told at its field', () => {
  const wrong = {
    kind: 'custom',
    host: 'http://a',
    app: 'a b',
    rtmpPublish: 'http://a/{stream}',
    hls: 'x',
  }
  expect(problems(wrong)).toEqual([
    'mediaServer.host is no host name or address',
    'mediaServer.app holds other characters than letters, digits, . _ - and /',
    'mediaServer.rtmpPublish must begin with rtmp://',
    'mediaServer.hls is no address',
  ])
})
