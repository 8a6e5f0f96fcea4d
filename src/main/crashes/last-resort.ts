import type { Crash } from './crash-folder'

export interface LastResortNeeds {
  keep: (crash: Crash) => void
  log: (text: string, error: unknown) => void
  /** Starts the app anew and ends this one. */
  restart: () => void
  now: () => number
  schedule: (act: () => void, ms: number) => unknown
  /** How often in a row the app has restarted itself already. */
  restarts: number
}

/** So many defects within the window are survived; one more means that it cannot go on. */
const SURVIVED = 3
const WINDOW_MS = 60_000
const FIRST_PAUSE_MS = 500
const LAST_PAUSE_MS = 60_000

/**
 * What is done about an error that nobody caught in main. A single one is written down and survived:
 * docks and windows are better served by a station with a scratch than by none. One before the
 * station runs, or one after the other, restarts the app, with pauses that grow from restart to
 * restart.
 */
export class LastResort {
  private readonly met: number[] = []
  private running = false
  private restarting = false

  constructor(private readonly needs: LastResortNeeds) {}

  /** From now on the app does its work. */
  started(): void {
    this.running = true
  }

  uncaught(error: unknown): void {
    const { keep, log, now } = this.needs
    log('uncaught', error)
    if (this.restarting) return
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    const stack = error instanceof Error ? error.stack : undefined
    keep({ what: 'main', reason, ...(stack === undefined ? {} : { stack }) })
    this.met.push(now())
    const recent = this.met.filter((at) => now() - at < WINDOW_MS)
    this.met.splice(0, this.met.length, ...recent)
    if (!this.running || recent.length > SURVIVED) this.restart()
  }

  /** A promise that nobody waited for: no state is in doubt, except that of a start. */
  rejected(reason: unknown): void {
    if (this.running) this.needs.log('unhandled rejection', reason)
    else this.uncaught(reason)
  }

  private restart(): void {
    this.restarting = true
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** this.needs.restarts, LAST_PAUSE_MS)
    this.needs.schedule(() => this.needs.restart(), pause)
  }
}
