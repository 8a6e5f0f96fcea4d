import type { OutletMessage, PlayerMessage } from '@shared/media-contract'

/** The player's end of a port whose outlet is the test. Delivers at once. */
export class FakePort extends EventTarget {
  readonly said: PlayerMessage[] = []
  closed = false

  start(): void {}

  close(): void {
    this.closed = true
  }

  postMessage(message: PlayerMessage): void {
    this.said.push(message)
  }

  /** The outlet sends. */
  send(...messages: OutletMessage[]): void {
    for (const data of messages) this.dispatchEvent(new MessageEvent('message', { data }))
  }

  /** The outlet's process dies. */
  die(): void {
    this.dispatchEvent(new Event('close'))
  }

  get port(): MessagePort {
    return this as unknown as MessagePort
  }
}
