const MAX_HELD = 1000

/**
 * How many unconfirmed messages a client takes at a time (MQTT 5 section 3.3.4, receive maximum).
 * What is beyond waits here, up to a bound.
 */
export class SendWindow {
  readonly #size: number
  readonly #flying = new Set<number>()
  readonly #held: { id: number; bytes: Buffer }[] = []

  constructor(size: number) {
    this.#size = size
  }

  /** Offers a message; gives what to send now, or `full` when too much waits already. */
  offer(id: number, bytes: Buffer): readonly Buffer[] | 'full' {
    if (this.#flying.has(id) || this.#flying.size < this.#size) {
      this.#flying.add(id)
      return [bytes]
    }
    if (this.#held.length >= MAX_HELD) return 'full'
    this.#held.push({ id, bytes })
    return []
  }

  /** A message was confirmed; gives what may be sent now. */
  confirm(id: number): readonly Buffer[] {
    if (!this.#flying.delete(id)) return []
    const next = this.#held.shift()
    if (next === undefined) return []
    this.#flying.add(next.id)
    return [next.bytes]
  }
}
