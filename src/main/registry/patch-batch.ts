/** Calls `run` once after `ms` milliseconds unless the returned function is called before. */
export type Schedule = (run: () => void, ms: number) => () => void

/** At most ten batches a second. */
const BATCH_MS = 100

/** Gathers serial numbers of changed gateways and hands them on together. */
export class PatchBatch {
  readonly #changed = new Set<string>()
  readonly #removed = new Set<string>()
  readonly #schedule: Schedule
  readonly #flush: (changed: string[], removed: string[]) => void
  #cancel: (() => void) | undefined

  constructor(schedule: Schedule, flush: (changed: string[], removed: string[]) => void) {
    this.#schedule = schedule
    this.#flush = flush
  }

  change(sn: string): void {
    this.#changed.add(sn)
    this.#removed.delete(sn)
    this.#arm()
  }

  remove(sn: string): void {
    this.#changed.delete(sn)
    this.#removed.add(sn)
    this.#arm()
  }

  /** Drops what is gathered. */
  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#changed.clear()
    this.#removed.clear()
  }

  #arm(): void {
    this.#cancel ??= this.#schedule(() => {
      this.#cancel = undefined
      const changed = [...this.#changed]
      const removed = [...this.#removed]
      this.#changed.clear()
      this.#removed.clear()
      this.#flush(changed, removed)
    }, BATCH_MS)
  }
}
