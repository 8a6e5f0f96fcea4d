import type { Fault, FaultCode } from './fault'
import { djiFaultTexts } from './fault-texts-dji'
import { serverFaultTexts } from './fault-texts-server'
import { siteFaultTexts } from './fault-texts-site'
import { streamFaultTexts } from './fault-texts-stream'
import type { FaultText, FaultTexts } from './fault-text'
import type { Language } from './language'

const faultTexts: Record<FaultCode, FaultTexts> = {
  ...siteFaultTexts,
  ...streamFaultTexts,
  ...serverFaultTexts,
  ...djiFaultTexts,
}

const fill = (text: string, values: Record<string, string | undefined>): string =>
  text
    .replace(/\[([^[\]]*)\]/g, (_whole, piece: string) =>
      [...piece.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => values[name]) ? piece : '',
    )
    .replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '')

/**
 * The words of a fault in one language, placeholders filled. DJI's number is added to every fault
 * that carries one, so that it can be looked up or told to DJI's support. Never fails.
 */
export const faultText = (fault: Fault, language: Language): FaultText => {
  const { what, next } = faultTexts[fault.code][language]
  const dji = fault.dji === undefined ? undefined : String(fault.dji)
  const values = { detail: fault.detail, dji }
  const number = dji === undefined || what.includes('{dji}') ? '' : numbered(dji, language)
  return { what: fill(what, values) + number, next: fill(next, values) }
}

const numbered = (dji: string, language: Language): string =>
  language === 'zh' ? `（DJI ${dji}）` : ` (DJI ${dji})`
