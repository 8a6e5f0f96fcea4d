import type { Language } from './language'

/** What happened, and what the operator can do about it. */
export interface FaultText {
  what: string
  next: string
}

/**
 * Both languages of one fault. `{detail}` and `{dji}` stand for the fields of the fault; a piece in
 * square brackets is left out when what it names is absent.
 */
export type FaultTexts = Record<Language, FaultText>
