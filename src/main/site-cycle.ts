/** One new start after a burst of changes. */
const BURST_MS = 300
const AGAIN_MS = 5_000

export interface SiteCycleNeeds {
  begin(): Promise<void>
  end(): Promise<void>
  /** Called after each new start: what was known of the run before is void. */
  begunAnew(): void
  failed(error: unknown): void
  schedule: (callback: () => void, ms: number) => () => void
}

/**
 * Begins and ends that wait for sockets and programs, strictly one after the other, so that there
 * are never two runs at once. One that fails is told and stands in no other's way.
 */
export class SiteCycle {
  readonly #needs: SiteCycleNeeds
  #turn: Promise<void> = Promise.resolve()
  #callOff: (() => void) | undefined
  #over = false

  constructor(needs: SiteCycleNeeds) {
    this.#needs = needs
  }

  /** Resolves when the first run has begun or could not. */
  start(): Promise<void> {
    return this.#next(() => this.#begin())
  }

  /** Ends for good; resolves when all is put away. */
  stop(): Promise<void> {
    this.#over = true
    this.#callOff?.()
    return this.#next(() => this.#end())
  }

  /** Ends the run and begins another with what then holds, once for calls that come together. */
  startAnew(): void {
    this.#after(BURST_MS)
  }

  /** The same after a pause, when what a run needs could not be had. */
  tryAgain(): void {
    // A change that is waiting comes sooner.
    if (this.#callOff === undefined) this.#after(AGAIN_MS)
  }

  #after(ms: number): void {
    if (this.#over) return
    this.#callOff?.()
    this.#callOff = this.#needs.schedule(() => {
      this.#callOff = undefined
      void this.#next(async () => {
        await this.#end()
        await this.#begin()
        this.#needs.begunAnew()
      })
    }, ms)
  }

  #next(job: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(job).catch((error: unknown) => this.#needs.failed(error))
    return this.#turn
  }

  async #begin(): Promise<void> {
    if (!this.#over) await this.#needs.begin().catch((error: unknown) => this.#needs.failed(error))
  }

  #end(): Promise<void> {
    return this.#needs.end().catch((error: unknown) => this.#needs.failed(error))
  }
}
