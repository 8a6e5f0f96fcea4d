/** What an MQTT broker has to know of a message on its way to one client. */
export interface QueuedPacket {
  brokerId?: string
  brokerCounter?: number
  messageId?: number
  /** Absent in a release, the second half of an exactly-once delivery. */
  payload?: Uint8Array | string
}

/**
 * Messages of one persistent session that its client has not confirmed yet, oldest first. Bounded in
 * number and bytes: the oldest give way, since what a dock said long ago is of no use any more.
 */
export class OfflineQueue<P extends QueuedPacket> {
  readonly #limits: { messages: number; bytes: number }
  #packets: P[] = []
  /** Payload bytes of everything in the queue. */
  bytes = 0

  constructor(limits: { messages: number; bytes: number }) {
    this.#limits = limits
  }

  /** Adds a message; gives how many had to go for it. */
  add(packet: P): number {
    this.#packets.push(packet)
    this.bytes += packet.payload?.length ?? 0
    let dropped = 0
    while (
      this.#packets.length > 0 &&
      (this.#packets.length > this.#limits.messages || this.bytes > this.#limits.bytes)
    ) {
      this.#remove(0)
      dropped++
    }
    return dropped
  }

  /** Puts the identifier under which a message goes out, or its next form (a release), on record. */
  update(packet: P): void {
    for (const [index, kept] of this.#packets.entries()) {
      if (kept.brokerId === packet.brokerId && kept.brokerCounter === packet.brokerCounter) {
        if (packet.messageId !== undefined) kept.messageId = packet.messageId
        return
      }
      if (kept.brokerId !== packet.brokerId && kept.messageId === packet.messageId) {
        this.#packets[index] = packet
        this.bytes += (packet.payload?.length ?? 0) - (kept.payload?.length ?? 0)
        return
      }
    }
  }

  /** Takes the message with this identifier out. */
  confirm(messageId: number | undefined): P | undefined {
    const index = this.#packets.findIndex((packet) => packet.messageId === messageId)
    return index < 0 ? undefined : this.#remove(index)
  }

  all(): P[] {
    return [...this.#packets]
  }

  #remove(index: number): P | undefined {
    const [packet] = this.#packets.splice(index, 1)
    this.bytes -= packet?.payload?.length ?? 0
    return packet
  }
}
