import { expect, test } from 'vitest'
import { defaultSettings, type Settings } from '@shared/settings'
import { demoProfile, ownProfile } from './site-profile'

const settings = defaultSettings()
settings.ingest.advertisedHost = 'wall.example.net'
settings.ingest.advertisedPort = 11935
settings.ingest.advertisedWhipPort = 11985
settings.broker.perDock = true
settings.cloud.respond = false
settings.mediaServer.kind = 'srs'
const kept = {
  'broker.password': 'of docks',
  'cloud.appKey': 'of DJI',
  'ingest.key': 'of pictures',
}
const stores = {
  settings: { get: () => settings },
  secrets: { get: (name: string) => new Map(Object.entries(kept)).get(name) },
}

test('a site with real docks is as configured', () => {
  const own = ownProfile(stores)
  expect(own.broker).toMatchObject({ host: '0.0.0.0', port: 1883, password: 'of docks' })
  expect(own.ingest).toEqual({ host: '0.0.0.0', port: 1935 })
  expect(own.whip).toEqual({ host: '0.0.0.0', port: 1985, udp: { from: 50000, to: 50099 } })
  const ports = [own.advertisedPort('rtmp'), own.advertisedPort('whip')]
  expect([own.advertisedHost(), ...ports]).toEqual(['wall.example.net', 11935, 11985])
  expect(own.mediaServer).toMatchObject({ settings: { kind: 'srs' }, key: undefined })
  expect([own.secret('cloud.appKey'), own.cloud().respond]).toEqual(['of DJI', false])
})

test('a demo keeps to this computer and gives away no secret of the real site', () => {
  const demo = demoProfile(stores)
  expect(demo.broker).toMatchObject({ host: '127.0.0.1', port: 0, perDock: false })
  expect(demo.broker.password).not.toBe('of docks')
  expect(demo.broker.password).not.toBe(demoProfile(stores).broker.password)
  expect(demo.ingest).toEqual({ host: '127.0.0.1', port: 0 })
  expect(demo.mediaServer).toBeUndefined()
  expect(demo.whip).toEqual({ host: '127.0.0.1', port: 0, udp: { from: 0, to: 0 } })
  const ports = [demo.advertisedPort('rtmp'), demo.advertisedPort('whip')]
  expect([demo.advertisedHost(), ...ports]).toEqual(['127.0.0.1', 0, 0])
  expect([demo.secret('cloud.appKey'), demo.cloud().respond]).toEqual(['demo', true])
  expect(demo.secret('ingest.key')).toBe('of pictures')
})

test('WHIP: turned off, a range the wrong way round, an address that docks see', () => {
  const whip = (ingest: Partial<Settings['ingest']>) => {
    const own = defaultSettings()
    Object.assign(own.ingest, ingest)
    return ownProfile({ ...stores, settings: { get: () => own } }).whip
  }
  expect(whip({ whipPort: 0 })).toBeUndefined()
  expect(whip({ whipUdpFrom: 50010, whipUdpTo: 50001 })?.udp).toEqual({ from: 50001, to: 50010 })
  expect(whip({ advertisedHost: '203.0.113.7' })?.external).toBe('203.0.113.7')
  expect(whip({ advertisedHost: 'wall.example.net' })).not.toHaveProperty('external')
})
