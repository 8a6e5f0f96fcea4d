const MAX_KINDS = 64
const REST = 'others'

interface Counted {
  reason: string
  about: string
  stream?: string
  count: number
}

/** Counts things that may happen very often, so that they can be told once a second. */
export class ReportCounter {
  private readonly counts = new Map<string, Counted>()

  /** `stream` is told apart where it is known. */
  add(reason: string, about: string, stream?: string): void {
    const key = `${reason} ${about} ${stream ?? ''}`
    const known = this.counts.get(key)
    if (known) known.count++
    else if (about !== REST && this.counts.size >= MAX_KINDS) this.add(reason, REST)
    else this.counts.set(key, { reason, about, count: 1, ...(stream !== undefined && { stream }) })
  }

  /** What was counted since the last call. */
  take(): Counted[] {
    const counted = [...this.counts.values()]
    this.counts.clear()
    return counted
  }
}
