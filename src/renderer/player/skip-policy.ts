import { LONG_QUEUE } from './paint-policy'

/** Behind for a moment is a hiccup, which decoding mends sooner than a new decoder would. */
const BEHIND_FOR_MS = 300
/** More than any group of pictures: bounds the memory when no key frame comes at all. */
const LONGEST_QUEUE = 1500

/** Since when the queue has been long, in milliseconds; undefined while it is short. */
export type LongSince = number | undefined

/** Carries the memory of a long queue on to `now`. */
export function longSince(before: LongSince, queue: number, now: number): LongSince {
  if (queue <= LONG_QUEUE) return undefined
  // A clock that was set back must not stretch the patience.
  return before === undefined || before > now ? now : before
}

/**
 * True when the units that wait shall be thrown away before this one is taken. With a key frame in
 * hand that costs nothing and is the way back to now. Without one it would trade a late picture for
 * none until the next key frame, which may be ten seconds away, so then decoding goes on.
 */
export function shouldSkip(
  since: LongSince,
  unit: { key: boolean; queue: number },
  now: number,
): boolean {
  if (unit.queue > LONGEST_QUEUE) return true
  return unit.key && since !== undefined && now - since > BEHIND_FOR_MS
}
