import { expect, test } from 'vitest'
import { defaultSettings } from '@shared/settings'
import type { SettingPath } from '../i18n/setting-path'
import { settingAt } from './setting-draft'
import { videoPorts } from './video-ports'

const setting =
  (changes: Partial<Record<SettingPath, number>> = {}) =>
  (path: SettingPath): number =>
    changes[path] ?? Number(settingAt(defaultSettings(), path))

test('as configured before anything listens', () => {
  const ports = { tcp: [1935, 1985], udp: { from: 50000, to: 50099 } }
  expect(videoPorts(undefined, setting())).toEqual(ports)
  expect(videoPorts({ ingest: { kind: 'starting' }, whip: { kind: 'off' } }, setting())).toEqual(
    ports,
  )
})

test('where it listens now', () => {
  const site = {
    ingest: { kind: 'listening', port: 21935 },
    whip: { kind: 'listening', port: 21985 },
  } as const
  expect(videoPorts(site, setting()).tcp).toEqual([21935, 21985])
})

test('without WHIP only one; a range the wrong way round is put right', () => {
  expect(videoPorts(undefined, setting({ 'ingest.whipPort': 0 }))).toEqual({ tcp: [1935] })
  const turned = setting({ 'ingest.whipUdpFrom': 51000, 'ingest.whipUdpTo': 50001 })
  expect(videoPorts(undefined, turned).udp).toEqual({ from: 50001, to: 51000 })
})
