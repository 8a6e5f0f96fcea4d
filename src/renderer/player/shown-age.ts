/**
 * From the track to the glass: a refresh and a half of 60 a second, half a one to wait for and one
 * to compose. A worker cannot measure it; `bench/age.ts` checks it against the glass.
 */
export const GLASS_MS = 25

/** Below so many pictures between two looks each stands long enough to be dated for itself. */
const FLOWING = 5
/** A pause of more than this many usual ones is no longer the usual rhythm. */
const LATE = 1.5

export interface PaintedPicture {
  /** Since its unit reached the ingest, and since it was painted, in milliseconds. */
  sinceArrival: number
  sincePaint: number
  /** Pictures painted since the last look, and how long ago that was in milliseconds. */
  painted: number
  span: number
}

/**
 * Age of the picture on the glass in whole milliseconds. While pictures flow it is the mean over a
 * picture's stay: a single moment would only say how long ago the newest happened to come.
 */
export function shownAge({ sinceArrival, sincePaint, painted, span }: PaintedPicture): number {
  const stay = span / Math.max(painted, 1)
  const flows = painted >= FLOWING && sincePaint <= stay * LATE
  const age = flows ? sinceArrival - sincePaint + stay / 2 : sinceArrival
  return Math.max(0, Math.round(age + GLASS_MS))
}
