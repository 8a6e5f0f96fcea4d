/** What wants to be called again and again. */
export interface Ticked {
  tick(): void
}

const TICK_MS = 10

/** One timer for all sessions, which runs only while there is one. */
export class Ticking {
  private readonly all = new Set<Ticked>()
  private timer: NodeJS.Timeout | undefined

  add(ticked: Ticked): void {
    this.all.add(ticked)
    this.timer ??= setInterval(() => {
      for (const each of this.all) each.tick()
    }, TICK_MS)
  }

  remove(ticked: Ticked): void {
    this.all.delete(ticked)
    if (this.all.size > 0) return
    clearInterval(this.timer)
    this.timer = undefined
  }
}
