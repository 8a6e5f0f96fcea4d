const FIRST = 500
const LONGEST = 30_000
const JITTER = 0.5

/**
 * Milliseconds to wait before attempt `attempt` (1 is the first repetition): doubling from half a
 * second to half a minute, and up to half of it less by chance, so that the stations of a site do
 * not come back together. `random` gives 0 to 1.
 */
export const reconnectPause = (attempt: number, random: () => number): number => {
  const whole = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt - 1, 16))
  return Math.round(whole * (1 - JITTER * random()))
}
