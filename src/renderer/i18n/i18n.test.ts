import { afterEach, describe, expect, test } from 'vitest'
import { en } from './en'
import { language, showLanguage, t } from './i18n'
import { settingFieldsEn } from './setting-fields-en'
import { settingFieldsZh } from './setting-fields-zh'
import { secondsUntil, spanWords } from './time-words'
import { zh } from './zh'

const leaves = (node: unknown, path = ''): [string, string][] =>
  typeof node === 'string'
    ? [[path, node]]
    : Object.entries(node as object).flatMap(([key, value]) => leaves(value, `${path}.${key}`))

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([whole]) => whole).sort()

afterEach(() => showLanguage('en'))

describe('the words', () => {
  test('both languages have the same keys and the same placeholders', () => {
    const chinese = new Map(leaves(zh))
    for (const [path, text] of leaves(en)) {
      expect(chinese.has(path), path).toBe(true)
      expect(placeholders(chinese.get(path) ?? ''), path).toEqual(placeholders(text))
    }
    expect(chinese.size).toBe(leaves(en).length)
  })

  test('no text holds what the message format takes as an instruction', () => {
    for (const [path, text] of [...leaves(en), ...leaves(zh)])
      expect(text, path).not.toMatch(/[@|]/)
  })

  test('a switch of language changes every text at once, the document too', () => {
    expect(t('live.qualities.3')).toBe('HD')
    showLanguage('zh')
    expect(language()).toBe('zh')
    expect(t('live.qualities.3')).toBe('高清')
    expect(t('bar.docksCount', { online: 2, all: 6 })).toBe('2 / 6')
    expect(document.documentElement.lang).toBe('zh-CN')
  })

  test('every setting has a name in both languages', () => {
    for (const [path, [name]] of Object.entries(settingFieldsEn)) expect(name, path).not.toBe('')
    for (const [path, [name]] of Object.entries(settingFieldsZh)) expect(name, path).not.toBe('')
  })
})

describe('spans', () => {
  test.each([
    [-5, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_600_000 * 5 + 60_000 * 7, '5 h 7 min'],
    [86_400_000 * 3 + 3_600_000 * 4, '3 d 4 h'],
  ])('%i ms is %s', (ms, words) => expect(spanWords(ms)).toBe(words))

  test('seconds until a time never go below zero', () => {
    expect(secondsUntil(5001, 0)).toBe(6)
    expect(secondsUntil(0, 5000)).toBe(0)
  })
})
