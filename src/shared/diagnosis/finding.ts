import type { Fault } from '../fault'
import type { SteppedDown } from '../stream'
import type { PlayerKind } from '../wall'

/** The way of a picture, in order: what must be well before the next thing can be. */
export const LEGS = [
  'broker',
  'gateway',
  'aircraft',
  'reply',
  'publisher',
  'units',
  'decoder',
  'screen',
] as const
export type LegName = (typeof LEGS)[number]

/**
 * Everything that can be found on a leg. `awaited` is under way, `unreached` cannot be judged while
 * an earlier leg is not well; both are not known. A closed list: the compiler asks for the texts.
 */
export const FINDINGS = {
  'link-up': 'ok',
  'link-down': 'broken',
  'link-off': 'broken',
  'link-connecting': 'awaited',
  'gateway-online': 'ok',
  'gateway-silent': 'broken',
  'gateway-offline': 'broken',
  'gateway-never-seen': 'broken',
  'gateway-unlicensed': 'broken',
  'gateway-unheard': 'unreached',
  'aircraft-online': 'ok',
  'aircraft-not-needed': 'not-needed',
  'aircraft-off': 'broken',
  'aircraft-absent': 'broken',
  'aircraft-unheard': 'unreached',
  'camera-missing': 'broken',
  'camera-unreported': 'broken',
  'start-accepted': 'ok',
  'start-not-needed': 'not-needed',
  'start-refused': 'broken',
  'start-unanswered': 'broken',
  'start-slot': 'broken',
  'start-elsewhere': 'awaited',
  'start-stopped': 'broken',
  'start-asked': 'awaited',
  'start-waits': 'awaited',
  'publisher-here': 'ok',
  'publisher-refused': 'broken',
  'publisher-unusable': 'broken',
  'publisher-missing': 'broken',
  'publisher-left': 'broken',
  'publisher-no-ingest': 'broken',
  'publisher-unfetched': 'broken',
  'publisher-ingest-starts': 'awaited',
  'publisher-awaited': 'awaited',
  'publisher-closed-silent': 'unreached',
  'publisher-unreached': 'unreached',
  'units-flow': 'ok',
  'units-silent': 'broken',
  'units-stopped': 'broken',
  'units-keyless': 'broken',
  'units-unreadable': 'broken',
  'units-awaited': 'awaited',
  'units-unreached': 'unreached',
  'decoder-works': 'ok',
  'decoder-not-needed': 'not-needed',
  'decoder-fault': 'broken',
  'decoder-portless': 'broken',
  'decoder-starved': 'broken',
  'decoder-unconfigured': 'awaited',
  'decoder-awaited': 'awaited',
  'decoder-unreached': 'unreached',
  'screen-shows': 'ok',
  'screen-hidden': 'broken',
  'screen-old': 'broken',
  'screen-frozen': 'broken',
  'screen-black': 'broken',
  'screen-unpainted': 'broken',
  'screen-awaited': 'awaited',
  'screen-last': 'unreached',
  'screen-unreached': 'unreached',
} as const satisfies Record<string, Verdict | 'awaited' | 'unreached'>
export type FindingCode = keyof typeof FINDINGS

export type Verdict = 'ok' | 'broken' | 'unknown' | 'not-needed'

/** Findings that can be the answer: what is broken, or what is only under way. */
export type CauseCode = {
  [Code in FindingCode]: (typeof FINDINGS)[Code] extends 'broken' | 'awaited' ? Code : never
}[FindingCode]

/** What was found on a leg, with plain facts for its text. */
export interface Finding {
  code: FindingCode
  /** When the evidence came, milliseconds since the epoch; absent where nobody knows. */
  at?: number
  values?: Record<string, string | number>
  /** Says more than the code alone. */
  fault?: Fault
}

export interface Leg extends Finding {
  leg: LegName
  verdict: Verdict
}

/** Pages of the settings that a remedy can open. */
export type RemedyPage = 'docks' | 'cloud' | 'broker' | 'external' | 'ingest' | 'mediaServer'

/** What the operator can do about it with one button. */
export type Remedy =
  | { kind: 'try-now' }
  | { kind: 'start' }
  | { kind: 'settings'; page: RemedyPage }
  | { kind: 'player'; player: PlayerKind }
  | { kind: 'quality' }
  | { kind: 'wait' }

/** The answer: every leg, and of those that are not well the first that explains the picture. */
export interface Diagnosis {
  legs: Leg[]
  /** True when new pictures are on screen; a cause then hurts something else. */
  showing: boolean
  /** Why pictures come by RTMP although WHIP was to be expected. */
  steppedDown?: SteppedDown
  /** Absent when nothing is wrong. */
  cause?: { leg: LegName; code: CauseCode; fault?: Fault; remedy: Remedy } & Pick<Leg, 'values'>
}
