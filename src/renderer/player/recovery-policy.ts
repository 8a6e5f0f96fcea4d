const REPEAT_WITHIN_MS = 10_000
const RESYNCS = 3
const SOFTWARE_FROM = 2
const FAILING_FROM = 3
const FAILING_FOR_MS = 2000

/** Keeps the errors of the last ten seconds; `errors` are their times in milliseconds, oldest first. */
export function recentErrors(errors: readonly number[], now: number): number[] {
  return errors.filter((at) => now >= at && now - at < REPEAT_WITHIN_MS)
}

/**
 * How a new decoder gets going after an error, by the number of recent errors with this one. The
 * group of pictures again without the broken unit is there at once; where more and more units turn
 * out broken, replaying costs more than it gives, so then the next key frame.
 */
export function recovery(recent: number): 'resync' | 'wait-for-key' {
  return recent <= RESYNCS ? 'resync' : 'wait-for-key'
}

/** True when errors repeat, so that a graphics card's decoder is no longer trusted with the stream. */
export const distrustHardware = (recent: number): boolean => recent >= SOFTWARE_FROM

/** True while errors come so often that the operator must know. `recent` as above. */
export function isFailing(recent: readonly number[], now: number): boolean {
  const newest = recent.at(-1)
  return newest !== undefined && recent.length >= FAILING_FROM && now - newest < FAILING_FOR_MS
}
