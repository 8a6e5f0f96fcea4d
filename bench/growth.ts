import { median } from './statistics'

/**
 * How much a value grew from the first sample to the last, by the median of the slopes between all
 * pairs (Theil and Sen): one odd sample changes nothing. 0 for fewer than three samples.
 */
export function growth(samples: readonly { at: number; value: number }[]): number {
  const slopes = samples.flatMap((a, place) =>
    samples.slice(place + 1).map((b) => (b.value - a.value) / (b.at - a.at)),
  )
  const [first, last] = [samples[0], samples.at(-1)]
  if (samples.length < 3 || first === undefined || last === undefined) return 0
  return median(slopes.filter(Number.isFinite)) * (last.at - first.at)
}
