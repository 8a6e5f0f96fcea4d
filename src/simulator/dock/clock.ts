/** Calls off what was planned; harmless when it has happened already. */
export type Cancel = () => void

/** Time as a dock sees it, so that tests can make it pass. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs `action` once, `ms` milliseconds from now. */
  after(ms: number, action: () => void): Cancel
}

export const systemClock: Clock = {
  now: Date.now,
  after: (ms, action) => {
    const timer = setTimeout(action, ms)
    return () => clearTimeout(timer)
  },
}
