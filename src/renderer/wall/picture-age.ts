/** A picture older than this is no longer now, and is said loudly. */
export const LOUD_MS = 2000

/** Players report about once a second; silence beyond this adds to the age. */
const REPORT_PATIENCE_MS = 1600

/** What a player last saw and when it said so, milliseconds since the epoch. */
export interface Seen {
  painted: number
  ageMs: number
  at: number
}

/** Age of the picture on screen in milliseconds, or undefined when there is none. */
export const pictureAge = (seen: Seen | undefined, now: number): number | undefined => {
  if (!seen || seen.ageMs < 0) return undefined
  return seen.ageMs + Math.max(0, now - seen.at - REPORT_PATIENCE_MS)
}

/** Seconds for people: tenths while young, whole ones later. */
export const ageNumber = (ms: number): string =>
  ms < 10_000 ? (ms / 1000).toFixed(1) : String(Math.round(ms / 1000))

/** Bits a second for people. */
export const rateText = (bits: number): string =>
  bits >= 1e6 ? `${(bits / 1e6).toFixed(1)} Mbit/s` : `${Math.round(bits / 1000)} kbit/s`
