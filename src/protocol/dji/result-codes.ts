import { LIVE_RESULTS, OK, OTHER_RESULTS, UNKNOWN, type ResultText } from './result-rows'

export type { LiveResultKey } from './result-rows'

export interface LiveResult extends ResultText {
  /** Who refused: dock or aircraft, Pilot on a remote, or somebody else. */
  reporter: 'device' | 'pilot' | 'other'
}

const REPORTERS: Readonly<Record<number, LiveResult['reporter']>> = {
  3: 'device',
  4: 'pilot',
  5: 'device',
  6: 'pilot',
}

/**
 * What a `result` or `error_status` means (DJI: error codes). Six digits: the first says who
 * reports, the last five what. A code nobody listed is `other`; its number stays with the caller.
 */
export const liveResult = (code: number): LiveResult => {
  if (code === 0) return { ...OK, reporter: 'other' }
  const whole = Number.isSafeInteger(code) && code > 0
  const reporter = (whole && REPORTERS[Math.trunc(code / 100_000)]) || 'other'
  const tail = whole ? code % 100_000 : -1
  return { ...(LIVE_RESULTS[tail] ?? OTHER_RESULTS[tail] ?? UNKNOWN), reporter }
}
