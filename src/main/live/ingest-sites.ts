import type { IngestState } from '@shared/site'
import type { IngestProtocol } from '@shared/stream'
import { TIMES } from './policy-times'

type Up = Partial<Record<IngestProtocol, number>>

/** Which ingests listen, and since when on the steady clock. */
export class IngestSites {
  #up: Up = {}
  #starting: Up = {}
  /** WHIP is off until it is spoken of: where it is turned off nobody says so. */
  readonly #off = new Set<IngestProtocol>(['whip'])

  /** Gives whether it listens now and did not, or the other way round. */
  changed(state: IngestState, by: IngestProtocol, now: number): boolean {
    if (state.kind === 'off') this.#off.add(by)
    else this.#off.delete(by)
    const { [by]: began, ...otherStarting } = this.#starting
    this.#starting =
      state.kind === 'starting' ? { ...otherStarting, [by]: began ?? now } : otherStarting
    const up = state.kind === 'listening'
    if (up === (this.#up[by] !== undefined)) return false
    const { [by]: _, ...others } = this.#up
    this.#up = up ? { ...others, [by]: now } : others
    return true
  }

  /** Turned off, and not only unable to listen. */
  isOff(by: IngestProtocol): boolean {
    return this.#off.has(by)
  }

  up(by: IngestProtocol): number | undefined {
    return this.#up[by]
  }

  /** Whether docks can be sent there, or it is worth to wait the moment until they can. */
  listens(by: IngestProtocol, now: number): boolean {
    const began = this.#starting[by]
    return this.#up[by] !== undefined || (began !== undefined && now - began < TIMES.whipStart)
  }
}
