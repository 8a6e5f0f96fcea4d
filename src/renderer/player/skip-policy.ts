import { LONG_QUEUE } from './paint-policy'

/** A shorter patience would turn each join of a long group of pictures into a wait for a key frame. */
const WITHOUT_PROGRESS_MS = 2000
/** A queue that shrinks too slowly is no way back to now either. */
const ALTOGETHER_MS = 5000

/** What is remembered of a queue while it is long. Times in milliseconds. */
export interface LongQueue {
  since: number
  shortest: number
  shortestAt: number
}

/** Carries the memory of a long queue on to `now`; undefined while it is short. */
export function longQueue(
  before: LongQueue | undefined,
  queue: number,
  now: number,
): LongQueue | undefined {
  if (queue <= LONG_QUEUE) return undefined
  // A clock that was set back must not stretch the patience.
  if (!before || before.shortestAt > now) return { since: now, shortest: queue, shortestAt: now }
  return queue < before.shortest ? { ...before, shortest: queue, shortestAt: now } : before
}

/** True when a decoder has been behind for so long that it shall go on at the next key frame. */
export function shouldSkip(long: LongQueue | undefined, now: number): boolean {
  if (!long) return false
  return now - long.shortestAt > WITHOUT_PROGRESS_MS || now - long.since > ALTOGETHER_MS
}
