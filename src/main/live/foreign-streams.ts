import type { StreamState } from '@shared/stream'

/**
 * Streams that docks push and nobody here wants. Remembers which are shown, by gateway, so that
 * their end can be told.
 */
export class ForeignStreams {
  readonly #shown = new Map<string, Set<string>>()
  readonly #dirty = new Set<string>()

  /** The streams of this gateway must be looked at again. */
  touch(gatewaySn: string): void {
    this.#dirty.add(gatewaySn)
  }

  /** What arrives at the ingest changed: touches the gateways whose shown streams `arrives` knows. */
  touchArriving(arrives: (videoId: string) => boolean): void {
    for (const [gatewaySn, videoIds] of this.#shown) {
      if ([...videoIds].some(arrives)) this.#dirty.add(gatewaySn)
    }
  }

  /**
   * Goes through the gateways that were touched. `live` gives the video ids a gateway pushes and
   * nobody here wants; `isTracked` says that a stream is shown for other reasons.
   */
  review(live: (gatewaySn: string) => string[], isTracked: (videoId: string) => boolean) {
    const running: { gatewaySn: string; videoId: string }[] = []
    const ended: { gatewaySn: string; videoId: string }[] = []
    for (const gatewaySn of this.#dirty) {
      const before = this.#shown.get(gatewaySn) ?? new Set()
      const now = new Set(live(gatewaySn).filter((videoId) => !isTracked(videoId)))
      for (const videoId of now) running.push({ gatewaySn, videoId })
      for (const videoId of before) {
        if (!now.has(videoId) && !isTracked(videoId)) ended.push({ gatewaySn, videoId })
      }
      if (now.size === 0) this.#shown.delete(gatewaySn)
      else this.#shown.set(gatewaySn, now)
    }
    this.#dirty.clear()
    return { running, ended }
  }
}

/** What is said of a stream that nobody here wants: it is live for us only when it comes to us. */
export const foreignState = (
  arrives: boolean,
  before: StreamState | undefined,
  wallNow: number,
): StreamState => {
  if (!arrives) return { kind: 'off' }
  if (before?.kind === 'live') return before
  return { kind: 'live', since: wallNow, adopted: true }
}
