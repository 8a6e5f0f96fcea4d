import { effectSeenAt } from './effect-seen'
import { TIMES } from './policy-times'
import type { Action } from './step'
import type { Stream } from './stream-memory'

/** A timer that is injected: runs `job` once after `ms`, and returns its own off-switch. */
export type Schedule = (job: () => void, ms: number) => () => void

/**
 * One gateway's lane for requests: one at a time and not too fast. The pause is a timer and not a
 * comparison of times, so that a clock that is moved cannot shorten it.
 */
export class GatewayLane {
  #asking: { action: Action; seen: AbortController } | undefined
  #cooling: (() => void) | undefined

  get busy(): boolean {
    return this.#asking !== undefined || this.#cooling !== undefined
  }

  /** The signal that is given says that a reply need not be waited for any more. */
  enter(action: Action, schedule: Schedule, free: () => void): AbortSignal {
    const seen = new AbortController()
    this.#asking = { action, seen }
    this.#cooling = schedule(() => {
      this.#cooling = undefined
      free()
    }, TIMES.betweenRequests)
    return seen.signal
  }

  /** Looks at what the gateway does: who did what was asked and has not replied by now will not. */
  watch(streams: readonly Stream[], now: number): void {
    if (this.#asking === undefined) return
    const { action, seen } = this.#asking
    const stream = streams.find(({ facts }) => facts.videoId === action.videoId)
    const at = stream && effectSeenAt(stream, action.request, now)
    if (at !== undefined && now >= at + TIMES.replyOverdue) seen.abort()
  }

  /** False when this request was called off: its answer is void. */
  leave(action: Action): boolean {
    if (this.#asking?.action !== action) return false
    this.#asking = undefined
    return true
  }

  /** Whoever was asked has forgotten it. Gives the request that was under way. */
  callOff(): Action | undefined {
    const action = this.#asking?.action
    this.#asking = undefined
    return action
  }

  stop(): void {
    this.#cooling?.()
    this.#cooling = undefined
  }
}
