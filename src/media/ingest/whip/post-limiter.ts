const WINDOW_MS = 60_000
const MAX_POSTS = 60
const MAX_REMOTES = 4096

/** Counts requests of each address in windows of a minute; bounded whatever comes. */
export class PostLimiter {
  private counts = new Map<string, number>()
  private since = 0

  /** Seconds to wait before the next request of this address, 0 when it may be now. `now` in ms. */
  take(remote: string, now: number): number {
    const age = now - this.since
    if (age >= WINDOW_MS || age < 0) {
      this.counts = new Map()
      this.since = now
    }
    const count = (this.counts.get(remote) ?? 0) + 1
    if (count <= MAX_POSTS && (this.counts.has(remote) || this.counts.size < MAX_REMOTES)) {
      this.counts.set(remote, count)
      return 0
    }
    return Math.max(Math.ceil((this.since + WINDOW_MS - now) / 1000), 1)
  }
}
