import { LONG_QUEUE } from './paint-policy'

/** Behind for a moment is a hiccup, which decoding mends sooner than a new decoder would. */
const BEHIND_FOR_MS = 300
/** Takes longer to decode than a new decoder takes to make. */
const WORTH_SKIPPING = 15
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
 * hand that costs nothing and is the way back to now: a link that was held up gives what it held all
 * at once, several groups of pictures of which only the last is of now. Without one it would trade a
 * late picture for none until the next key frame, which may be ten seconds away, so then decoding
 * goes on.
 */
export function shouldSkip(
  since: LongSince,
  unit: { key: boolean; queue: number },
  now: number,
): boolean {
  if (unit.queue > LONGEST_QUEUE) return true
  if (!unit.key || since === undefined) return false
  return unit.queue >= WORTH_SKIPPING || now - since > BEHIND_FOR_MS
}
