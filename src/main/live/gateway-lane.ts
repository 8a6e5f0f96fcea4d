import { TIMES } from './policy-times'

/** A timer that is injected: runs `job` once after `ms`, and returns its own off-switch. */
export type Schedule = (job: () => void, ms: number) => () => void

/**
 * One gateway's lane for requests: one at a time and not too fast. The pause is a timer and not a
 * comparison of times, so that a clock that is moved cannot shorten it.
 */
export class GatewayLane {
  #asking = false
  #cooling: (() => void) | undefined

  get busy(): boolean {
    return this.#asking || this.#cooling !== undefined
  }

  enter(schedule: Schedule, free: () => void): void {
    this.#asking = true
    this.#cooling = schedule(() => {
      this.#cooling = undefined
      free()
    }, TIMES.betweenRequests)
  }

  leave(): void {
    this.#asking = false
  }

  stop(): void {
    this.#cooling?.()
    this.#cooling = undefined
  }
}
