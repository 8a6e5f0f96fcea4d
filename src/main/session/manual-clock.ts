interface Alarm {
  at: number
  ring: () => void
}

/** A clock for tests: time passes when told to, alarms ring in their order. */
export class ManualClock {
  time = 1_765_000_000_000
  readonly #alarms = new Set<Alarm>()

  readonly now = (): number => this.time

  readonly schedule = (ring: () => void, ms: number): (() => void) => {
    const alarm = { at: this.time + ms, ring }
    this.#alarms.add(alarm)
    return () => this.#alarms.delete(alarm)
  }

  get pending(): number {
    return this.#alarms.size
  }

  advance(ms: number): void {
    const end = this.time + ms
    for (;;) {
      const due = [...this.#alarms].filter((alarm) => alarm.at <= end)
      const next = due.sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.#alarms.delete(next)
      this.time = Math.max(this.time, next.at)
      next.ring()
    }
    this.time = end
  }
}
