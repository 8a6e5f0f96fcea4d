const MAX_KINDS = 64
const REST = 'others'

/** Counts things that may happen very often, so that they can be told once a second. */
export class ReportCounter {
  private readonly counts = new Map<string, { reason: string; about: string; count: number }>()

  add(reason: string, about: string): void {
    const known = this.counts.get(`${reason} ${about}`)
    if (known) known.count++
    else if (about !== REST && this.counts.size >= MAX_KINDS) this.add(reason, REST)
    else this.counts.set(`${reason} ${about}`, { reason, about, count: 1 })
  }

  /** What was counted since the last call. */
  take(): { reason: string; about: string; count: number }[] {
    const counted = [...this.counts.values()]
    this.counts.clear()
    return counted
  }
}
