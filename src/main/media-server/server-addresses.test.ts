import { expect, test } from 'vitest'
import { defaultSettings, type Settings } from '@shared/settings'
import { mediaServerPlace, ServerAddresses } from './server-addresses'

const STREAM = 'sn_81-0-0_normal-0'
const addresses = (
  settings: Partial<Settings['mediaServer']>,
  secrets: Record<string, string> = {},
): ServerAddresses => {
  const { mediaServer } = defaultSettings()
  const place = mediaServerPlace({ ...mediaServer, ...settings }, (name) => secrets[name])
  if (place === undefined) throw new Error('no media server')
  return new ServerAddresses(place, (secret, stream) => `${secret}of${stream.length}`)
}

test('none is our own ingest', () => {
  expect(mediaServerPlace(defaultSettings().mediaServer, () => 'secret')).toBeUndefined()
})

test('SRS: docks are sent to it and pictures fetched, lowest delay first', () => {
  const srs = addresses({ kind: 'srs', host: '10.0.0.5' })
  expect(srs.push('whip', STREAM)).toBe(
    `http://10.0.0.5:1985/rtc/v1/whip/?app=live&stream=${STREAM}`,
  )
  expect(srs.push('rtmp', STREAM)).toBe(`rtmp://10.0.0.5:1935/live/${STREAM}`)
  expect(srs.sources(STREAM)).toEqual([
    { by: 'whep', url: `http://10.0.0.5:1985/rtc/v1/whep/?app=live&stream=${STREAM}` },
    { by: 'http-flv', url: `http://10.0.0.5:8080/live/${STREAM}.flv` },
    { by: 'rtmp', url: `rtmp://10.0.0.5:1935/live/${STREAM}` },
    { by: 'hls', url: `http://10.0.0.5:8080/live/${STREAM}.m3u8` },
  ])
})

test('with a key the name is one that nobody guesses, both ways; the token goes with WHEP only', () => {
  const secrets = { 'mediaServer.key': 'k', 'mediaServer.token': 't' }
  const mtx = addresses({ kind: 'mediamtx', host: 'mtx', app: 'docks' }, secrets)
  const named = `${STREAM}_kof18`
  expect(mtx.push('rtmp', STREAM)).toBe(`rtmp://mtx:1935/docks/${named}`)
  expect(mtx.sources(STREAM).map(({ bearer, by, url }) => [by, url, bearer])).toEqual([
    ['whep', `http://mtx:8889/docks/${named}/whep`, 't'],
    ['rtmp', `rtmp://mtx:1935/docks/${named}`, undefined],
    ['rtsp', `rtsp://mtx:8554/docks/${named}`, undefined],
    ['hls', `http://mtx:8888/docks/${named}/index.m3u8`, undefined],
  ])
})

test('docks may reach the server elsewhere, and a way may be closed', () => {
  const zlm = addresses({
    kind: 'zlmediakit',
    host: '10.0.0.5',
    publishHost: 'media.example.net',
    whipPublish: '-',
  })
  expect(zlm.push('rtmp', 'a')).toBe('rtmp://media.example.net:1935/live/a')
  expect([zlm.offers('whip'), zlm.offers('rtmp')]).toEqual([false, true])
  expect(zlm.sources('a')[0]?.url).toBe('http://10.0.0.5:80/index/api/whep?app=live&stream=a')
})

test('what is shown holds neither key nor password', () => {
  const custom = addresses(
    {
      kind: 'custom',
      host: 'h',
      rtmpPublish: 'rtmp://me:secret@{host}/live/{stream}',
      whipPublish: 'https://{host}/whip?stream={stream}&sign=secret',
    },
    { 'mediaServer.key': 'secret' },
  )
  const { publish } = custom.facts()
  expect(publish).toEqual({
    rtmp: 'rtmp://h/live/…',
    whip: 'https://h/whip?stream=…&sign=…',
  })
})
