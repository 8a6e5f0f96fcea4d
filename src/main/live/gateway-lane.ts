import { TIMES } from './policy-times'
import type { Action } from './step'

/** A timer that is injected: runs `job` once after `ms`, and returns its own off-switch. */
export type Schedule = (job: () => void, ms: number) => () => void

/**
 * One gateway's lane for requests: one at a time and not too fast. The pause is a timer and not a
 * comparison of times, so that a clock that is moved cannot shorten it.
 */
export class GatewayLane {
  #asking: Action | undefined
  #cooling: (() => void) | undefined

  get busy(): boolean {
    return this.#asking !== undefined || this.#cooling !== undefined
  }

  enter(action: Action, schedule: Schedule, free: () => void): void {
    this.#asking = action
    this.#cooling = schedule(() => {
      this.#cooling = undefined
      free()
    }, TIMES.betweenRequests)
  }

  /** False when this request was called off: its answer is void. */
  leave(action: Action): boolean {
    if (this.#asking !== action) return false
    this.#asking = undefined
    return true
  }

  /** Whoever was asked has forgotten it. Gives the request that was under way. */
  callOff(): Action | undefined {
    const action = this.#asking
    this.#asking = undefined
    return action
  }

  stop(): void {
    this.#cooling?.()
    this.#cooling = undefined
  }
}
