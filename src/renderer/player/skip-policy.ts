import { LONG_QUEUE } from './paint-policy'

/** A shorter patience would turn each join of a long group of pictures into a wait for a key frame. */
export const SKIP_AFTER_MS = 2000

/** Since when the queue has been long, in milliseconds; undefined while it is short. */
export type LongSince = number | undefined

/** Carries the memory of a long queue on to `now`. */
export function longSince(before: LongSince, queue: number, now: number): LongSince {
  if (queue <= LONG_QUEUE) return undefined
  // A clock that was set back must not stretch the patience.
  return before === undefined || before > now ? now : before
}

/** True when a decoder has been behind for so long that it shall go on at the next key frame. */
export function shouldSkip(since: LongSince, now: number): boolean {
  return since !== undefined && now - since > SKIP_AFTER_MS
}
