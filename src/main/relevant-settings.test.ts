import { expect, test } from 'vitest'
import { defaultSettings, type Settings } from '@shared/settings'
import type { SiteMode } from '@shared/site'
import { relevantSettings } from './relevant-settings'

const changed: Record<string, (settings: Settings) => void> = {
  docks: (settings) => (settings.site.demoDocks = 9),
  broker: (settings) => (settings.broker.port = 1884),
  external: (settings) => (settings.external.host = 'mqtt.example.net'),
  ingest: (settings) => (settings.ingest.rtmpPort = 1936),
  server: (settings) => (settings.mediaServer.hls = '-'),
  callsign: (settings) => (settings.gateways['D1'] = { callsign: 'Pier 4' }),
  licence: (settings) => (settings.cloud.appId = '42'),
}

test.each<[SiteMode, string[]]>([
  ['none', []],
  ['demo', ['docks']],
  ['embedded', ['broker', 'ingest', 'server']],
  ['external', ['external', 'ingest', 'server']],
])('%s is started anew by a change of %j and of nothing else', (mode, expected) => {
  const before = relevantSettings(mode, defaultSettings())
  const restarting = Object.entries(changed).filter(([, change]) => {
    const settings = defaultSettings()
    change(settings)
    return relevantSettings(mode, settings) !== before
  })
  expect(restarting.map(([name]) => name)).toEqual(expected)
})

test('another mode is always another start', () => {
  const modes: SiteMode[] = ['none', 'demo', 'embedded', 'external']
  expect(new Set(modes.map((mode) => relevantSettings(mode, defaultSettings()))).size).toBe(4)
})
