import { describe, expect, test } from 'vitest'
import { FAULT_CODES } from './fault'
import { faultText } from './fault-texts'
import type { Language } from './language'

const LANGUAGES: Language[] = ['en', 'zh']

describe('the words of a fault', () => {
  test.each(FAULT_CODES)('%s has a cause and a next step in both languages', (code) => {
    for (const language of LANGUAGES) {
      for (const fault of [
        { code, at: 0 },
        { code, at: 0, detail: 'NORTH-1', dji: 513003 },
      ]) {
        const { what, next } = faultText(fault, language)
        for (const text of [what, next]) {
          expect(text.length).toBeGreaterThan(3)
          expect(text).not.toMatch(/[{}[\]]|undefined|\s\s|\s[.。，]/)
        }
        expect(/[\u4e00-\u9fff]/.test(what)).toBe(language === 'zh')
        expect(/[\u4e00-\u9fff]/.test(next)).toBe(language === 'zh')
      }
    }
  })

  test('a piece in brackets stays only with its value', () => {
    const fault = { code: 'broker-port-busy', at: 0 } as const
    expect(faultText(fault, 'en').what).toBe(
      'Another program on this computer already uses the broker port.',
    )
    expect(faultText({ ...fault, detail: '1883' }, 'en').what).toBe(
      'Another program on this computer already uses the broker port 1883.',
    )
  })

  test('the number of DJI is told once', () => {
    const at = 0
    expect(faultText({ code: 'dji-already-live', at, dji: 513003 }, 'en').what).toContain(
      '(DJI 513003)',
    )
    expect(faultText({ code: 'dji-other', at, dji: 319999 }, 'en').what).toBe(
      'The dock refused with code 319999.',
    )
    expect(
      faultText({ code: 'dji-other', at, dji: 319999 }, 'zh').what.match(/319999/g),
    ).toHaveLength(1)
  })

  test('a detail is text, never a pattern', () => {
    const fault = { code: 'ingest-crashed', at: 0, detail: '{dji} $& [x]' } as const
    expect(faultText(fault, 'en').what).toContain('$&')
  })
})
