import type { FaultCode } from '@shared/fault'
import { TIMES } from './policy-times'
import type { Ask } from './stream-memory'

/** What a dock last said about the value of a control; `seen` is when, if that is known. */
export interface Told<T> {
  value: T
  seen: number
}

/** How a wished value stands against what was asked and what the dock says. */
export type Verdict =
  | { kind: 'done' }
  | { kind: 'ask' }
  | { kind: 'wait'; until: number }
  /** The request is on its way. */
  | { kind: 'sent' }
  | { kind: 'refused' }
  /** Acknowledged again and again, and not done or undone by somebody. */
  | { kind: 'ignored' }

interface Standing<T> {
  wanted: T
  ask: Ask<T> | undefined
  told: Told<T> | undefined
  same: (a: T, b: T) => boolean
  /** How long after its acknowledgement the dock's report may still be missing. */
  confirm: number
}

const afterAcknowledgement = <T>(standing: Standing<T>, ask: Ask<T>, now: number): Verdict => {
  const { told, confirm } = standing
  const until = ask.at + confirm
  if (now < until) return { kind: 'wait', until }
  const contradicted = told !== undefined && told.seen >= ask.sent
  if (!contradicted) return { kind: 'done' }
  const due = ask.tries < TIMES.changeTries || now >= ask.at + TIMES.changeRarely
  return due ? { kind: 'ask' } : { kind: 'ignored' }
}

/** Judges one control of a live stream. */
export const judgeChange = <T>(standing: Standing<T>, now: number): Verdict => {
  const { wanted, ask, told, same } = standing
  const agrees = told !== undefined && same(told.value, wanted)
  const fresh = told !== undefined && told.seen >= (ask?.sent ?? Number.NEGATIVE_INFINITY)
  if (ask === undefined || !same(ask.value, wanted)) {
    if (ask?.outcome === 'sent') return { kind: 'sent' }
    const current = fresh || ask === undefined || ask.outcome === 'refused'
    return agrees && current ? { kind: 'done' } : { kind: 'ask' }
  }
  switch (ask.outcome) {
    case 'sent':
      return { kind: 'sent' }
    case 'refused':
      return { kind: 'refused' }
    case 'lost': {
      if (agrees && fresh) return { kind: 'done' }
      const until = ask.at + (ask.lost <= TIMES.changeTries ? TIMES.changeAgain : TIMES.pauseLast)
      return now < until ? { kind: 'wait', until } : { kind: 'ask' }
    }
    case 'acknowledged':
      return agrees ? { kind: 'done' } : afterAcknowledgement(standing, ask, now)
  }
}

/** The value in force as far as anybody confirmed it: the newer of report and acknowledgement. */
export const confirmedValue = <T>(
  ask: Ask<T> | undefined,
  told: Told<T> | undefined,
  verdict: Verdict | undefined,
): T | undefined => {
  const acknowledged = ask?.outcome === 'acknowledged' ? ask : undefined
  if (acknowledged === undefined) return told?.value
  if (told !== undefined && told.seen > acknowledged.at) return told.value
  return verdict === undefined || verdict.kind === 'done' ? acknowledged.value : told?.value
}

/** What a control that the dock ignores is called. */
export const IGNORED: Record<'quality' | 'lens' | 'position', FaultCode> = {
  quality: 'dji-quality-refused',
  lens: 'dji-unsupported',
  position: 'dji-unsupported',
}
