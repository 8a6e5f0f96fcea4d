import { createI18n } from 'vue-i18n'
import type { Language } from '@shared/language'
import { en } from './en'
import type { TextKey } from './messages'
import { zh } from './zh'

/** Messages are interpreted, never turned into code, so the page needs no `unsafe-eval`. */
export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en, zh },
})

export type Translate = (key: TextKey, values?: Record<string, string | number>) => string

/** The language on screen now. Reactive where it is read. */
export const language = (): Language => i18n.global.locale.value

/** The text of a key in the language on screen, `{names}` filled. Reactive where it is read. */
export const t: Translate = (key, values) => i18n.global.t(key, values ?? {})

/** Switches every text on screen and tells assistive technology by the document's language. */
export const showLanguage = (next: Language): void => {
  i18n.global.locale.value = next
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
}
