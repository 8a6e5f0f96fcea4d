import { TEMPLATE_NAMES, templateProblem, templateSchemes } from '@shared/media-templates'
import { t } from '../i18n/i18n'
import type { SettingPath } from '../i18n/setting-path'
import { SETTING_KINDS } from './setting-kinds'
import type { SettingValue } from './setting-draft'

const templateWords = (path: SettingPath, value: string): string | undefined => {
  const name = TEMPLATE_NAMES.find((one) => path === `mediaServer.${one}`)
  const problem = name && templateProblem(name, value)
  if (name === undefined || problem === undefined) return undefined
  const schemes = templateSchemes(name).map((scheme) => `${scheme}//`)
  // What stands in braces is shown as it is.
  const braces = { host: '{host}', app: '{app}', stream: '{stream}' }
  return t(`settings.wrong.${problem}`, { schemes: schemes.join(', '), ...braces })
}

/** What main has against a value, in the language on screen. Reactive. */
export const problemWords = (path: SettingPath, value: SettingValue | undefined): string => {
  const kind = SETTING_KINDS[path]
  if (kind.kind === 'number') return t('settings.range', { min: kind.min, max: kind.max })
  const text = String(value ?? '')
  if (path === 'mediaServer.host' && text.trim() === '')
    return t('settings.wrong.needed', { host: '{host}' })
  if (path === 'mediaServer.host' || path === 'mediaServer.publishHost')
    return t('settings.wrong.host')
  if (path === 'mediaServer.app') return t('settings.wrong.app')
  return templateWords(path, text) ?? t('settings.tooLong')
}
