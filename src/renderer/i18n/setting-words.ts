import type { SecretName } from '@shared/settings'
import { language } from './i18n'
import { settingFieldsEn } from './setting-fields-en'
import { settingFieldsZh } from './setting-fields-zh'
import type { SettingPath } from './setting-path'

const words = { en: settingFieldsEn, zh: settingFieldsZh }

/** Name and explanation of a setting or secret in the language on screen. Reactive. */
export const settingWords = (path: SettingPath | SecretName): readonly [string, string] =>
  words[language()][path]
