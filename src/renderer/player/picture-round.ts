/** More pictures a second than a screen without a graphics card can afford to be composed for. */
const BUSY = 100
const COUNT_MS = 500
/** On a busy wall a round lasts so much of a picture's stay, within these milliseconds. */
const STAY_SHARE = 0.75
const SHORTEST_MS = 33
const LONGEST_MS = 42

/**
 * Decides when pictures go to the glass: at once, unless the processor composes the screen and many
 * cameras play. Each picture that comes alone has everything between it and the others composed
 * anew, up to sixty times a second; then pictures go together, 24 to 30 times a second, and what that
 * saves keeps them younger than it delays them. No camera loses a picture by it.
 */
export class PictureRound {
  readonly #now: () => number
  readonly #waiting = new Map<string, () => void>()
  #counted = 0
  #countedSince = -Infinity
  readonly #cameras = new Set<string>()
  /** Milliseconds; 0 while each picture is shown at once. */
  #round = 0
  #released = -Infinity
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Whether the processor composes the screen. */
  software = false

  /** @param now milliseconds on a clock that never jumps. */
  constructor(now: () => number) {
    this.#now = now
  }

  /** Calls `show` now or when its round is due. @returns a call that prevents it. */
  join(stream: string, show: () => void): () => void {
    const now = this.#now()
    this.#count(stream, now)
    if (this.#waiting.has(stream)) this.#release()
    this.#waiting.set(stream, show)
    const wait = this.#round === 0 ? 0 : this.#released + this.#round - now
    if (wait <= 0) this.#release()
    else this.#timer ??= setTimeout(() => this.#release(), wait)
    return () => {
      if (this.#waiting.get(stream) === show) this.#waiting.delete(stream)
    }
  }

  #count(stream: string, now: number): void {
    const span = now - this.#countedSince
    if (span >= COUNT_MS) {
      const busy = this.software && (1000 * this.#counted) / span > BUSY
      const stay = (span * this.#cameras.size) / this.#counted
      this.#round = busy ? Math.min(Math.max(stay * STAY_SHARE, SHORTEST_MS), LONGEST_MS) : 0
      this.#counted = 0
      this.#cameras.clear()
      this.#countedSince = now
    }
    this.#counted++
    this.#cameras.add(stream)
  }

  #release(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#released = this.#now()
    const shows = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const show of shows) show()
  }
}
