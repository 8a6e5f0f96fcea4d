const FIRST_MS = 250
const LONGEST_MS = 5000

/** Milliseconds to wait before the attempt-th reopening of a stream in a row, counted from 0. */
export function reopenPause(attempt: number): number {
  return attempt === 0 ? 0 : Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS)
}
