export type FrameProblem = 'too-large' | 'malformed'

const MAX_LENGTH_BYTES = 4

/**
 * Cuts a byte stream into MQTT packets (MQTT 3.1.1 section 2.2). The length is checked against
 * `limit` as soon as it is read, before anything of the packet is kept.
 */
export class PacketFramer {
  /** Largest packet in bytes, its header not counted; may be changed at any time. */
  limit: number
  #kept: Buffer[] = []
  #keptBytes = 0
  /** Bytes of the packet in progress, header and body; 0 while its header is incomplete. */
  #whole = 0

  constructor(limit: number) {
    this.limit = limit
  }

  /** Takes the next bytes and hands each complete packet on; gives what is wrong, if anything. */
  take(chunk: Buffer, onPacket: (packet: Buffer) => void): FrameProblem | undefined {
    let rest = chunk
    while (rest.length > 0) {
      if (this.#whole === 0) {
        const head =
          this.#keptBytes > 0 ? Buffer.concat([...this.#kept, rest.subarray(0, 5)]) : rest
        const whole = packetLength(head, this.limit)
        if (typeof whole === 'string') return whole
        if (whole === undefined) {
          this.#keep(rest)
          return undefined
        }
        this.#whole = whole
      }
      const missing = this.#whole - this.#keptBytes
      if (rest.length < missing) {
        this.#keep(rest)
        return undefined
      }
      const last = rest.subarray(0, missing)
      const packet = this.#keptBytes > 0 ? Buffer.concat([...this.#kept, last]) : last
      this.#kept = []
      this.#keptBytes = 0
      this.#whole = 0
      rest = rest.subarray(missing)
      onPacket(packet)
    }
    return undefined
  }

  #keep(bytes: Buffer): void {
    // A peer that sends single bytes must not cost an object for each.
    if (this.#kept.length >= 64) this.#kept = [Buffer.concat(this.#kept)]
    // A copy: a slice would hold the whole chunk of the socket.
    this.#kept.push(Buffer.from(bytes))
    this.#keptBytes += bytes.length
  }
}

/** Length of the packet that begins here, header included; undefined when more bytes are needed. */
const packetLength = (head: Buffer, limit: number): number | FrameProblem | undefined => {
  let length = 0
  for (let index = 1; index <= MAX_LENGTH_BYTES; index++) {
    const byte = head[index]
    if (byte === undefined) return undefined
    length += (byte & 0x7f) * 2 ** (7 * (index - 1))
    if ((byte & 0x80) === 0) return length > limit ? 'too-large' : 1 + index + length
  }
  return 'malformed'
}
