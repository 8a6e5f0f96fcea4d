import type { PullEnd } from './pull-source'

/** Where the server has no such stream, its dock may just be about to bring it. */
const SOON = { from: 300, to: 2000 }
const LATER = { from: 500, to: 10_000 }
const GROWTH = 1.6
/** A stream that flowed this long, in milliseconds, was not the failure of a try. */
const STEADY = 10_000

/** How long to wait before the ladder is climbed again: longer each time, until pictures flow. */
export class RetryPause {
  private failures = 0

  reset(): void {
    this.failures = 0
  }

  /** The stream flowed for so many milliseconds. */
  flowed(ms: number): void {
    if (ms >= STEADY) this.failures = 0
  }

  /** The next pause in milliseconds. */
  after(outcome: PullEnd): number {
    const { from, to } = outcome === 'no-stream' || outcome === 'ended' ? SOON : LATER
    const pause = from * GROWTH ** this.failures
    this.failures = Math.min(this.failures + 1, 20)
    return Math.min(Math.round(pause), to)
  }
}
