/** Time for tests: it only moves when told, and its wall clock can be set apart from it. */
export class FakeTime {
  /** What the wall clock shows at the start; change it to set the clock. */
  offset = 1_800_000_000_000
  #elapsed = 0
  #next = 1
  #jobs: { at: number; id: number; job: () => void }[] = []

  get elapsed(): number {
    return this.#elapsed
  }

  readonly now = (): number => this.#elapsed + this.offset

  readonly schedule = (ms: number, job: () => void): (() => void) => {
    const id = this.#next++
    const at = this.#elapsed + Math.max(0, ms)
    let place = this.#jobs.length
    while (place > 0 && (this.#jobs[place - 1]?.at ?? 0) > at) place--
    this.#jobs.splice(place, 0, { at, id, job })
    return () => {
      this.#jobs = this.#jobs.filter((entry) => entry.id !== id)
    }
  }

  /** Moves on by `ms`, runs what is due and lets promises settle after each. */
  async run(ms: number): Promise<void> {
    const end = this.#elapsed + ms
    await settle()
    for (;;) {
      const first = this.#jobs[0]
      if (first === undefined || first.at > end) break
      this.#jobs.shift()
      this.#elapsed = first.at
      first.job()
      await settle()
    }
    this.#elapsed = end
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve()
}
