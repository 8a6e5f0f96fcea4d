import { expect, test } from 'vitest'
import { defaultSettings } from '@shared/settings'
import { demoProfile, ownProfile } from './site-profile'

const settings = defaultSettings()
settings.ingest.advertisedHost = 'wall.example.net'
settings.ingest.advertisedPort = 11935
settings.broker.perDock = true
settings.cloud.respond = false
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
  expect([own.advertisedHost(), own.advertisedPort()]).toEqual(['wall.example.net', 11935])
  expect([own.secret('cloud.appKey'), own.cloud().respond]).toEqual(['of DJI', false])
})

test('a demo keeps to this computer and gives away no secret of the real site', () => {
  const demo = demoProfile(stores)
  expect(demo.broker).toMatchObject({ host: '127.0.0.1', port: 0, perDock: false })
  expect(demo.broker.password).not.toBe('of docks')
  expect(demo.broker.password).not.toBe(demoProfile(stores).broker.password)
  expect(demo.ingest).toEqual({ host: '127.0.0.1', port: 0 })
  expect([demo.advertisedHost(), demo.advertisedPort()]).toEqual(['127.0.0.1', 0])
  expect([demo.secret('cloud.appKey'), demo.cloud().respond]).toEqual(['demo', true])
  expect(demo.secret('ingest.key')).toBe('of pictures')
})
