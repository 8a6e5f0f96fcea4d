import type { Gateway } from '@shared/fleet'
import { describe, expect, test } from 'vitest'
import { explain } from './explain'
import type { StreamFacts } from './facts'

const DOCK = '7CTDM4000B4Z1K'
const AIRCRAFT = '1581F6Q8D242100CPB4N'
const VIDEO = `${AIRCRAFT}/81-0-0/normal-0`
const model = { key: '3-1-0', en: 'Dock 2', zh: '大疆机场 2', known: true }

const camera = (videoId: string): Gateway['cameras'][number] => {
  const [sn = '', cameraIndex = ''] = videoId.split('/')
  const source = { videoId, videoIndex: 'normal-0', lenses: [], assumed: false }
  return { sn, cameraIndex, model, positions: [], sources: [source] }
}
const dock = (more: Partial<Gateway> = {}): Gateway => ({
  sn: DOCK,
  kind: 'dock',
  model,
  callsign: '',
  presence: 'online',
  lastSeen: 5000,
  aircraft: { sn: AIRCRAFT, model, online: true },
  cameras: [camera(`${DOCK}/165-0-7/normal-0`), camera(VIDEO)],
  deviceCoexistMax: {},
  streams: [],
  capacityAssumed: false,
  ...more,
})
const told = (seen: Gateway | undefined, videoId = VIDEO) => {
  const facts: StreamFacts = {
    videoId,
    wish: { videoId, gatewaySn: DOCK, protocol: 'auto', quality: 0 },
    wishedSince: 0,
    gateway: { sn: DOCK, onlineSince: 0, ...(seen && { seen }) },
    gatewaySince: 0,
    sight: { publishing: false, since: 0 },
    address: 'rtmp://10.0.0.1/live/x_secretsecretsecr',
    site: { linkUp: 0, ingestUp: 0 },
  }
  return explain({ facts, status: undefined, noted: {} })
}

describe('what is told of a stream', () => {
  test('the aircraft and its camera', () => {
    expect(told(dock())).toMatchObject({
      wanted: true,
      aircraft: { sn: AIRCRAFT, state: 'online' },
      camera: 'listed',
    })
    const off = { sn: AIRCRAFT, model, online: false }
    expect(told(dock({ aircraft: off })).aircraft?.state).toBe('off')
    const other = { sn: '1581F6Q8D000000OTHER', model, online: true }
    expect(told(dock({ aircraft: other })).aircraft?.state).toBe('absent')
  })

  test('a dock that speaks of no aircraft has one that is off', () => {
    const { aircraft: _, ...alone } = dock({ cameras: [camera(`${DOCK}/165-0-7/normal-0`)] })
    expect(told(alone)).toMatchObject({ aircraft: { state: 'off' }, camera: 'missing' })
  })

  test('the camera of the dock needs no aircraft; an empty list is not a missing camera', () => {
    const own = told(dock({ cameras: [] }), `${DOCK}/165-0-7/normal-0`)
    expect(own).toMatchObject({ camera: 'unreported' })
    expect(own.aircraft).toBeUndefined()
  })

  test('a gateway that nobody has seen, and no address', () => {
    expect(told(undefined)).toMatchObject({ camera: 'unreported', state: { kind: 'off' } })
    expect(told(undefined).gateway).toBeUndefined()
    expect(JSON.stringify(told(dock()))).not.toContain('secret')
  })
})
