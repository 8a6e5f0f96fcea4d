/** Calls `run` once after `ms` milliseconds unless the returned function is called before. */
export type Schedule = (run: () => void, ms: number) => () => void

/** At most ten batches a second. */
const BATCH_MS = 100
/** Of a whole fleet that changes at once, so that neither process stands still. */
const MAX_BATCH = 500

/** Gathers serial numbers of changed and removed gateways and hands them on together. */
export class PatchBatch {
  readonly #waiting = new Map<string, 'changed' | 'removed'>()
  readonly #schedule: Schedule
  readonly #flush: (changed: string[], removed: string[]) => void
  #cancel: (() => void) | undefined

  constructor(schedule: Schedule, flush: (changed: string[], removed: string[]) => void) {
    this.#schedule = schedule
    this.#flush = flush
  }

  change(sn: string): void {
    this.#waiting.set(sn, 'changed')
    this.#arm()
  }

  remove(sn: string): void {
    this.#waiting.set(sn, 'removed')
    this.#arm()
  }

  /** Drops what is gathered. */
  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#waiting.clear()
  }

  #arm(): void {
    this.#cancel ??= this.#schedule(() => this.#run(), BATCH_MS)
  }

  #run(): void {
    this.#cancel = undefined
    const batch: Record<'changed' | 'removed', string[]> = { changed: [], removed: [] }
    let room = MAX_BATCH
    for (const [sn, what] of this.#waiting) {
      if (room-- === 0) break
      batch[what].push(sn)
      this.#waiting.delete(sn)
    }
    if (this.#waiting.size > 0) this.#arm()
    this.#flush(batch.changed, batch.removed)
  }
}
