import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mutations } from './fixtures/mutations'
import { readFixture } from './fixtures/read-fixture'
import {
  parseLiveRequest,
  parseServiceResult,
  writeLiveRequest,
  type LiveRequest,
} from './live-services'

const DOCK_VIDEO = '7CTDM2400B0107/165-0-7/normal-0'
const LENS_VIDEO = '1581F6Q8D23B00A7K0M1/81-0-0/normal-0'

const samples: [string, LiveRequest][] = [
  [
    'live-start-request',
    {
      method: 'live_start_push',
      urlType: 1,
      url: 'rtmp://10.20.0.5:1935/live/1581F6Q8D23B00A7K0M1_81-0-0_normal-0',
      videoId: LENS_VIDEO,
      quality: 3,
    },
  ],
  ['live-stop-push-request', { method: 'live_stop_push', videoId: LENS_VIDEO }],
  ['live-set-quality-request', { method: 'live_set_quality', videoId: DOCK_VIDEO, quality: 2 }],
  ['live-lens-change-request', { method: 'live_lens_change', videoId: LENS_VIDEO, lens: 'ir' }],
  [
    'live-camera-change-request',
    { method: 'live_camera_change', videoId: DOCK_VIDEO, position: 0 },
  ],
]

describe('live requests', () => {
  test.each(samples)('%s is read and written as DJI prints it', (name, request) => {
    const { method, data } = readFixture(name).message
    expect(parseLiveRequest(request.method, data)).toEqual(request)
    expect(writeLiveRequest(request)).toEqual({ method, data })
  })

  test('newer docks take a lens without a video id', () => {
    const request = { method: 'live_lens_change', lens: 'zoom' } as const
    expect(parseLiveRequest('live_lens_change', { video_type: 'zoom' })).toEqual(request)
    expect(writeLiveRequest(request).data).toEqual({ video_type: 'zoom' })
  })

  test('numbers may be text; what is missing or wrong is malformed', () => {
    const data = { video_id: DOCK_VIDEO, video_quality: '4' }
    expect(parseLiveRequest('live_set_quality', data)).toMatchObject({ quality: 4 })
    for (const [, request] of samples) {
      expect(parseLiveRequest(request.method, {})).toBe('malformed')
      expect(parseLiveRequest(request.method, null)).toBe('malformed')
      expect(parseLiveRequest(request.method, { video_id: 'no/id' })).toBe('malformed')
    }
    const lens = { video_id: 'no/id', video_type: 'ir' }
    expect(parseLiveRequest('live_lens_change', lens)).toBe('malformed')
  })

  test('other services are not ours', () => {
    expect(parseLiveRequest('cover_open', {})).toBe('unknown-method')
    expect(parseLiveRequest(undefined, {})).toBe('unknown-method')
  })

  test('mutated requests give a whole request or a reason', () => {
    const names = samples.map(([name]) => name)
    fc.assert(
      fc.property(mutations(...names), ({ method, data }) => {
        const text = typeof method === 'string' ? method : undefined
        const request = parseLiveRequest(text, data)
        if (typeof request === 'string') return
        expect(parseLiveRequest(request.method, writeLiveRequest(request).data)).toEqual(request)
      }),
    )
  })
})

describe('service results', () => {
  test('success, refusal and output', () => {
    const dataOf = (name: string) => readFixture(name).message['data']
    expect(parseServiceResult(dataOf('live-start-reply'))).toEqual({ result: 0 })
    expect(parseServiceResult(dataOf('live-start-refused'))).toEqual({ result: 513003 })
    expect(parseServiceResult({ result: '0', output: { status: 'ok' } })).toEqual({
      result: 0,
      output: { status: 'ok' },
    })
  })

  test('anything without a result is none', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        const parsed = parseServiceResult(data)
        if (parsed) expect(Number.isSafeInteger(parsed.result)).toBe(true)
        else expect(data).not.toMatchObject({ result: 0 })
      }),
    )
  })
})
