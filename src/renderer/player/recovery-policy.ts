const REPEAT_WITHIN_MS = 10_000
const FAILING_FROM = 3

/** Keeps the errors of the last ten seconds; `errors` are their times in milliseconds, oldest first. */
export function recentErrors(errors: readonly number[], now: number): number[] {
  return errors.filter((at) => now >= at && now - at < REPEAT_WITHIN_MS)
}

/**
 * How a new decoder gets going after an error. The first time by replaying the group of pictures,
 * which is at once; when the broken unit is in that group, replaying it again would only fail again,
 * so then by the next key frame.
 */
export function recovery(errorsBefore: number): 'resync' | 'wait-for-key' {
  return errorsBefore === 0 ? 'resync' : 'wait-for-key'
}

/** True when errors come so often that the operator must know. */
export const isFailing = (recent: number): boolean => recent >= FAILING_FROM
