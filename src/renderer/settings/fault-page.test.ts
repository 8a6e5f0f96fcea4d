import { expect, test } from 'vitest'
import { settingsEn } from '../i18n/settings-en'
import { FAULT_CODES } from '@shared/fault'
import { faultPage } from './fault-page'

test('every page that a fault leads to is a page of the settings', () => {
  const pages = FAULT_CODES.flatMap((code) => faultPage(code, 'external') ?? [])
  expect(new Set(pages)).toEqual(new Set(['secrets', 'docks', 'ingest', 'mediaServer', 'external']))
  for (const page of pages) expect(Object.keys(settingsEn.settings.sections)).toContain(page)
})

test('a broker is mended where it is set up', () => {
  expect(faultPage('broker-unreachable', 'external')).toBe('external')
  expect(faultPage('broker-unreachable', 'embedded')).toBeUndefined()
  expect(faultPage('broker-port-busy', 'embedded')).toBe('broker')
  expect(faultPage('demo-failed', 'demo')).toBeUndefined()
})
