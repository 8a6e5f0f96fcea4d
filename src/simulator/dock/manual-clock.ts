import type { Clock } from './clock'

/** Time that passes only when told to. For tests. */
export class ManualClock implements Clock {
  private time: number
  private planned: { at: number; action: () => void }[] = []

  constructor(start = 1_765_000_000_000) {
    this.time = start
  }

  now(): number {
    return this.time
  }

  after(ms: number, action: () => void): () => void {
    const plan = { at: this.time + ms, action }
    this.planned.push(plan)
    return () => {
      this.planned = this.planned.filter((other) => other !== plan)
    }
  }

  /** Lets `ms` milliseconds pass and does what falls due, in order. */
  pass(ms: number): void {
    const end = this.time + ms
    for (;;) {
      const next = this.planned
        .filter(({ at }) => at <= end)
        .reduce<(typeof this.planned)[number] | undefined>(
          (first, plan) => (first === undefined || plan.at < first.at ? plan : first),
          undefined,
        )
      if (next === undefined) break
      this.planned = this.planned.filter((plan) => plan !== next)
      this.time = Math.max(this.time, next.at)
      next.action()
    }
    this.time = end
  }
}
