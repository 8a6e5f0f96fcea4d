const FIRST = 500
const JITTER = 0.5
/** Where nobody listens, asking costs nothing: a broker that comes back is found at once. */
const ABSENT = { longest: 1000, patient: 120, later: 5000 }
/** A broker that is there and refuses wants to be left alone. */
const LONGEST = 30_000

/**
 * Milliseconds to wait before attempt `attempt` (1 is the first repetition): doubling from half a
 * second, to one second while the broker is `absent` (five after some minutes) and else to half a
 * minute; up to half of it less by chance, so that the stations of a site do not come back
 * together. `random` gives 0 to 1.
 */
export const reconnectPause = (attempt: number, absent: boolean, random: () => number): number => {
  const patience = attempt <= ABSENT.patient ? ABSENT.longest : ABSENT.later
  const longest = absent ? patience : LONGEST
  const whole = Math.min(longest, FIRST * 2 ** Math.min(attempt - 1, 16))
  return Math.round(whole * (1 - JITTER * random()))
}
