const PAUSE_MS = 500

/**
 * Asks a publisher for key pictures, at most two a second: each one costs bandwidth that the other
 * pictures then lack, and the one on its way serves everybody.
 */
export class KeyDemand {
  private last: number | undefined

  constructor(private readonly demand: () => void) {}

  /** Asks, unless that was done a moment ago. `now` in ms; a clock set back does not silence it. */
  ask(now: number): void {
    const since = this.last === undefined ? PAUSE_MS : Math.abs(now - this.last)
    if (since < PAUSE_MS) return
    this.last = now
    this.demand()
  }
}
