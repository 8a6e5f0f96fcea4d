import { isDeepStrictEqual } from 'node:util'
import type { Pull } from '@shared/media-server'
import { StreamPull, type StreamPullDeps } from './stream-pull'

const MAX_PULLS = 1000

/** All streams that are fetched from servers of others. */
export class PullDesk {
  private readonly pulls = new Map<string, StreamPull>()

  constructor(private readonly deps: StreamPullDeps) {}

  /**
   * Fetches these and only these. One that is fetched already from the same sources is not
   * disturbed. Of one stream the last entry counts; above a thousand streams the rest is not
   * fetched. Gives how many were left out.
   */
  set(pulls: readonly Pull[]): number {
    const wanted = new Map(pulls.map((pull) => [pull.stream, pull]))
    const kept = [...wanted.values()].slice(0, MAX_PULLS)
    const names = new Set(kept.map(({ stream }) => stream))
    for (const [stream, running] of this.pulls) {
      if (names.has(stream) && isDeepStrictEqual(running.pull, wanted.get(stream))) continue
      running.stop()
      this.pulls.delete(stream)
    }
    for (const pull of kept)
      if (!this.pulls.has(pull.stream)) this.pulls.set(pull.stream, new StreamPull(pull, this.deps))
    return wanted.size - kept.length
  }

  /** This one waits no longer for its next round. */
  again(stream: string): void {
    this.pulls.get(stream)?.again()
  }

  /** Once a second. */
  tick(): void {
    for (const pull of this.pulls.values()) pull.tick()
  }
}
