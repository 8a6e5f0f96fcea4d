/**
 * Follows the lengths of MQTT packets in a byte stream (MQTT 3.1.1 section 2.2.3) without keeping
 * any of it, so that an endless packet is noticed at its first bytes.
 */
export class PacketLengthWatch {
  readonly #limit: number
  #skip = 0
  #inLength = false
  #length = 0
  #shift = 0

  /** `limit` is the largest length of a packet's body in bytes. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Takes the next bytes; false when a packet is longer than the limit or its length is malformed. */
  take(chunk: Uint8Array): boolean {
    let at = 0
    while (at < chunk.length) {
      if (this.#skip > 0) {
        const step = Math.min(this.#skip, chunk.length - at)
        this.#skip -= step
        at += step
        continue
      }
      const byte = chunk[at++] ?? 0
      if (!this.#inLength) {
        this.#inLength = true
        this.#length = 0
        this.#shift = 0
        continue
      }
      this.#length += (byte & 0x7f) * 2 ** this.#shift
      this.#shift += 7
      if ((byte & 0x80) !== 0) {
        if (this.#shift >= 28) return false
        continue
      }
      if (this.#length > this.#limit) return false
      this.#inLength = false
      this.#skip = this.#length
    }
    return true
  }
}
