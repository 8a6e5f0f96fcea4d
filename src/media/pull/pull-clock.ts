/** The time as pulls need it; a test brings its own. */
export interface PullClock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Does it once after `ms` milliseconds; gives the way to call it off. */
  schedule(act: () => void, ms: number): () => void
}

/** The clock of this computer. */
export const systemClock = (now: () => number): PullClock => ({
  now,
  schedule: (act, ms) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
})
