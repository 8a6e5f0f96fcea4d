import type { AccessUnit, DecoderConfig } from '@shared/access-unit'
import type { OutletMessage, PlayerMessage } from '@shared/media-contract'

const TAKEN_EVERY = 20

export interface OutletHandlers {
  config(config: DecoderConfig): void
  unit(unit: AccessUnit, replay: boolean): void
  flv(chunk: Uint8Array): void
  state(state: OutletState): void
  /** The other end went. */
  lost(): void
}
export type OutletState = Extract<OutletMessage, { kind: 'state' }>

/** Player's end of a subscription's port: takes messages in order and says how many it took. */
export class OutletPort {
  readonly #port: MessagePort
  #taken = 0

  constructor(port: MessagePort, handlers: Partial<OutletHandlers>) {
    this.#port = port
    port.addEventListener('message', (event: MessageEvent<OutletMessage>) => {
      this.#taken++
      if (this.#taken % TAKEN_EVERY === 0) this.#say({ kind: 'taken', count: this.#taken })
      const message = event.data
      if (message.kind === 'unit') handlers.unit?.(message.unit, message.replay)
      else if (message.kind === 'config') handlers.config?.(message.config)
      else if (message.kind === 'flv') handlers.flv?.(message.data)
      else if (message.kind === 'state') handlers.state?.(message)
    })
    port.addEventListener('close', () => handlers.lost?.())
    port.start()
  }

  /** Messages taken since the port was opened. */
  get taken(): number {
    return this.#taken
  }

  resync(): void {
    this.#say({ kind: 'resync' })
  }

  close(): void {
    this.#say({ kind: 'close' })
    this.#port.close()
  }

  #say(message: PlayerMessage): void {
    this.#port.postMessage(message)
  }
}
