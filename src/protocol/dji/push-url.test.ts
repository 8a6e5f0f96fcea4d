import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFixture } from './fixtures/read-fixture'
import { parseLiveRequest } from './live-services'
import { writePushUrl, type PushTarget } from './push-url'
import { parsePushUrl } from './push-url-reader'

const sample = (name: string): { urlType: number; url: string } => {
  const request = parseLiveRequest('live_start_push', readFixture(name).message['data'])
  if (typeof request === 'string' || request.method !== 'live_start_push') throw new Error(name)
  return { urlType: request.urlType, url: request.url }
}

const targets: [string, PushTarget][] = [
  [
    'live-start-request',
    {
      protocol: 'rtmp',
      host: '10.20.0.5',
      port: 1935,
      app: 'live',
      stream: '1581F6Q8D23B00A7K0M1_81-0-0_normal-0',
    },
  ],
  [
    'live-start-agora-request',
    {
      protocol: 'agora',
      channel: '7CTDM2400B0107_165-0-7',
      sn: '7CTDM2400B0107',
      token: '006aaaabbbbccccddddeeeeffff00001111IAB/xy+z=',
      uid: 50000,
    },
  ],
  [
    'live-start-gb28181-request',
    {
      protocol: 'gb28181',
      serverIp: '10.20.0.5',
      serverPort: 5060,
      serverId: '34020000002000000001',
      agentId: '34020000001320000165',
      agentPassword: 'secret12',
      localPort: 7060,
      channel: '34020000001310000165',
    },
  ],
  [
    'live-start-whip-request',
    {
      protocol: 'whip',
      host: '10.20.0.5',
      port: 1985,
      app: 'live',
      stream: '7CTDM2400B0107_165-0-7_normal-0',
    },
  ],
]

describe('addresses', () => {
  test.each(targets)('%s is read and written as DJI prints it', (name, target) => {
    const { urlType, url } = sample(name)
    expect(parsePushUrl(urlType, url)).toEqual(target)
    expect(writePushUrl(target)).toEqual({ urlType, url })
  })

  test('the old RTSP form of remotes', () => {
    const target = { protocol: 'rtsp', userName: 'wall', password: 'p4', port: 8554 } as const
    const written = { urlType: 2, url: 'userName=wall&password=p4&port=8554' }
    expect(writePushUrl(target)).toEqual(written)
    expect(parsePushUrl(2, written.url)).toEqual(target)
  })

  test('IPv6 hosts have brackets, a missing port is the protocol’s own', () => {
    const target = {
      protocol: 'rtmp',
      host: 'fd00::5',
      port: 1935,
      app: 'live',
      stream: 's',
    } as const
    const { url } = writePushUrl(target)
    expect(url).toBe('rtmp://[fd00::5]:1935/live/s')
    expect(parsePushUrl(1, url)).toEqual(target)
    expect(parsePushUrl(1, 'rtmp://wall/live/s')).toMatchObject({ port: 1935 })
    expect(parsePushUrl(4, 'http://wall/rtc/v1/whip/?stream=s&app=live')).toMatchObject({
      port: 80,
    })
  })

  test.each([
    [1, 'rtmp://10.20.0.5/live'],
    [1, 'rtmp://10.20.0.5:99999/live/s'],
    [1, 'http://10.20.0.5/live/s'],
    [1, 'rtmp://10.20.0.5/live/a/b'],
    [0, 'channel=c&sn=s&token=%zz&uid=1'],
    [0, 'channel=c&sn=s&token=t&uid=x'],
    [3, 'serverIP=10.20.0.5&serverPort=5060'],
    [4, 'http://10.20.0.5:1985/whip/?app=live&stream=s'],
    [7, 'rtmp://10.20.0.5/live/s'],
  ])('type %i, %s is refused', (urlType, url) => {
    expect(parsePushUrl(urlType, url)).toBeUndefined()
  })

  test('random text never throws and what is read can be written', () => {
    const url = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.string().map((text) => `rtmp://h/a/${text}`),
    )
    fc.assert(
      fc.property(fc.integer({ min: -1, max: 5 }), url, (urlType, text) => {
        const target = parsePushUrl(urlType, text)
        if (!target) return
        const written = writePushUrl(target)
        expect(parsePushUrl(written.urlType, written.url)).toEqual(target)
      }),
    )
  })
})
