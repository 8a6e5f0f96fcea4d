import { defaultSettings, settingsSchema } from '@shared/settings'
import { expect, test } from 'vitest'
import { draftPatch, settingAt } from './setting-draft'
import { SETTING_KINDS, SETTING_PAGES } from './setting-kinds'
import type { SettingPath } from '../i18n/setting-path'

const paths = Object.keys(SETTING_KINDS) as SettingPath[]

test('every setting of the schema has a field and stands on exactly one page', () => {
  const { version: _version, gateways: _gateways, ...rest } = defaultSettings()
  const all = Object.entries(rest).flatMap(([section, value]) =>
    typeof value === 'object' ? Object.keys(value).map((field) => `${section}.${field}`) : section,
  )
  expect([...paths].sort()).toEqual(all.sort())
  expect(Object.values(SETTING_PAGES).flat().sort()).toEqual(all.sort())
})

test('the kind of a field fits the default of its setting', () => {
  const types = { text: 'string', number: 'number', switch: 'boolean' } as const
  for (const path of paths) {
    const kind = SETTING_KINDS[path]
    const value = settingAt(defaultSettings(), path)
    if (kind.kind !== 'choice') expect(typeof value, path).toBe(types[kind.kind])
    else if (path !== 'site.mode') {
      expect(
        kind.choices.map((choice) => choice.value),
        path,
      ).toContain(value)
    }
  }
})

test('every choice on offer is one that the schema takes', () => {
  for (const path of paths) {
    const kind = SETTING_KINDS[path]
    if (kind.kind !== 'choice') continue
    for (const { value } of kind.choices) {
      // A server is nothing without its address.
      const host = ['mediaServer.host', '10.0.0.5'] as const
      const patch = draftPatch(new Map<SettingPath, string | number>([host, [path, value]]))
      expect(settingsSchema.safeParse({ version: 1, ...patch }).success, `${path} ${value}`).toBe(
        true,
      )
    }
  }
})

test('numbers are said to reach exactly as far as the schema lets them', () => {
  const takes = (path: SettingPath, value: number): boolean =>
    settingsSchema.safeParse({ version: 1, ...draftPatch(new Map([[path, value]])) }).success
  for (const path of paths) {
    const kind = SETTING_KINDS[path]
    if (kind.kind !== 'number') continue
    const around = [kind.min - 1, kind.min, kind.max, kind.max + 1]
    expect(
      around.map((value) => takes(path, value)),
      path,
    ).toEqual([false, true, true, false])
  }
})

test('a draft becomes sections with only what changed', () => {
  const draft = new Map<SettingPath, string | number>([
    ['language', 'zh'],
    ['broker.port', 1884],
    ['broker.username', 'd'],
  ])
  expect(draftPatch(draft)).toEqual({ language: 'zh', broker: { port: 1884, username: 'd' } })
})
