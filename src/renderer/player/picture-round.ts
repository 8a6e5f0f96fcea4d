/** More pictures a second than a screen without a graphics card can afford to be composed for. */
const BUSY = 100
const COUNT_MS = 500
/** On a busy wall the screen is composed so often: thirty times a second. */
const ROUND_MS = 33

export interface RoundDeps {
  /** Milliseconds on a clock that never jumps. */
  now(): number
  /** Whether the processor composes the screen. */
  software: boolean
}

/**
 * Decides when pictures go to the glass: at once, unless the processor composes the screen and many
 * cameras play. Each picture that comes alone has everything between it and the others composed
 * anew, up to sixty times a second; then pictures go together, thirty times a second, and what that
 * saves keeps them younger than it delays them.
 */
export class PictureRound {
  readonly #deps: RoundDeps
  readonly #waiting = new Map<string, () => void>()
  #counted = 0
  #countedSince = -Infinity
  #busy = false
  #released = -Infinity
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(deps: RoundDeps) {
    this.#deps = deps
  }

  /** Calls `show` now or when its round is due. @returns a call that prevents it. */
  join(stream: string, show: () => void): () => void {
    const now = this.#deps.now()
    this.#count(now)
    const wait = this.#busy ? this.#released + ROUND_MS - now : 0
    this.#waiting.set(stream, show)
    if (this.#timer === undefined) {
      if (wait > 0) this.#timer = setTimeout(() => this.#release(), wait)
      else this.#release()
    }
    return () => {
      if (this.#waiting.get(stream) === show) this.#waiting.delete(stream)
    }
  }

  #count(now: number): void {
    if (now - this.#countedSince >= COUNT_MS) {
      const rate = (1000 * this.#counted) / (now - this.#countedSince)
      this.#busy = this.#deps.software && rate > BUSY
      this.#counted = 0
      this.#countedSince = now
    }
    this.#counted++
  }

  #release(): void {
    this.#timer = undefined
    this.#released = this.#deps.now()
    const shows = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const show of shows) show()
  }
}
