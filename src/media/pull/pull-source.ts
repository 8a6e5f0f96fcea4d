import type { AccessUnit } from '@shared/access-unit'
import type { PullOutcome, PullSource } from '@shared/media-server'

/** How a try ends: `ended` whether or not pictures came before, the ladder knows which. */
export type PullEnd = Exclude<PullOutcome, 'flowing'>

/** What a running try tells. Never called from inside the call that opened it. */
export interface PullEvents {
  /**
   * The server is there and took the request: if no picture comes in time, it is because it has
   * none. At most once, before the first unit.
   */
  answered(): void
  /** One access unit; the first one is a key picture with its configuration. */
  unit(unit: AccessUnit): void
  /** Something that came was thrown away; `problem` is one of few words, without a secret. */
  dropped(problem: string): void
  /**
   * The try is over and everything it held is given back. Exactly once, unless it was stopped from
   * outside, and nothing after it. `detail` is for the log: bounded, without a secret.
   */
  over(outcome: PullEnd, detail: string): void
}

/** A try that runs. Its time to the first picture and its stalls are watched by the ladder. */
export interface RunningPull {
  /** Gives everything back at once; no event comes after it. */
  stop(): void
  /** A key picture soon, please. Left out where nobody can be asked. */
  demandKey?(): void
  /** Once a second, for deadlines of its own; `now` in milliseconds since the epoch. */
  tick?(now: number): void
}

/**
 * Begins to fetch one stream from one place. Does not throw: what goes wrong comes as `over`.
 * `now` gives milliseconds since the epoch.
 */
export type OpenPull = (source: PullSource, events: PullEvents, now: () => number) => RunningPull
