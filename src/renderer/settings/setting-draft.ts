import type { Settings, SettingsPatch } from '@shared/settings'
import type { SettingPath } from '../i18n/setting-path'

export type SettingValue = string | number | boolean
export type SettingDraft = ReadonlyMap<SettingPath, SettingValue>

/** Reads one setting by its path. */
export const settingAt = (settings: Settings, path: SettingPath): SettingValue => {
  const [section = '', field] = path.split('.')
  const value = (settings as unknown as Record<string, unknown>)[section]
  const found = field === undefined ? value : (value as Record<string, unknown>)[field]
  return found as SettingValue
}

/** The changes as main takes them: sections with only the fields that changed. */
export const draftPatch = (draft: SettingDraft): SettingsPatch => {
  const patch: Record<string, unknown> = {}
  for (const [path, value] of draft) {
    const [section = '', field] = path.split('.')
    if (field === undefined) patch[section] = value
    else patch[section] = { ...(patch[section] as object | undefined), [field]: value }
  }
  return patch
}
