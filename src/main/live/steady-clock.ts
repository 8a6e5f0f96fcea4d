/** The longest step the steady clock takes at once. */
const LONGEST_STEP = 5000

/**
 * Time that neither leaps nor runs back, made from the wall clock. A clock set back stands still,
 * an hour of sleep counts as one step: so no deadline expires only because the clock was moved.
 */
export class SteadyClock {
  readonly #now: () => number
  #last: number
  #steady = 0

  constructor(now: () => number) {
    this.#now = now
    this.#last = now()
  }

  /** Milliseconds since the clock was made; never less than before. */
  read(): number {
    const now = this.#now()
    this.#steady += Math.min(Math.max(now - this.#last, 0), LONGEST_STEP)
    this.#last = now
    return this.#steady
  }

  /** The wall clock's name for a steady time, milliseconds since the epoch. */
  wall(steady: number): number {
    return this.#last + (steady - this.#steady)
  }
}
