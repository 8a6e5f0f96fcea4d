export type FrameProblem = 'too-large' | 'malformed'

const MAX_LENGTH_BYTES = 4
const NOTHING = Buffer.alloc(0)

/**
 * Cuts a byte stream into MQTT packets (MQTT 3.1.1 section 2.2). The length is checked against
 * `limit` as soon as it is read, before anything of the packet is kept.
 */
export class PacketFramer {
  /** Largest packet in bytes, its header not counted; may be changed at any time. */
  limit: number
  /** Room for a packet in progress; the first `#kept` bytes of it are there. */
  #room = NOTHING
  #kept = 0
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
          this.#kept > 0
            ? Buffer.concat([this.#room.subarray(0, this.#kept), rest.subarray(0, 5)])
            : rest
        const whole = packetLength(head, this.limit)
        if (typeof whole === 'string') return whole
        if (whole === undefined) {
          this.#keep(rest)
          return undefined
        }
        this.#whole = whole
      }
      const missing = this.#whole - this.#kept
      if (rest.length < missing) {
        this.#keep(rest)
        return undefined
      }
      const packet = this.#complete(rest.subarray(0, missing))
      rest = rest.subarray(missing)
      onPacket(packet)
    }
    return undefined
  }

  #complete(last: Buffer): Buffer {
    let packet = last
    if (this.#kept > 0) {
      this.#keep(last)
      packet = this.#room.subarray(0, this.#kept)
    }
    this.#room = NOTHING
    this.#kept = 0
    this.#whole = 0
    return packet
  }

  /** Copies, since a slice would hold the socket's whole chunk; the room grows with what has come. */
  #keep(bytes: Buffer): void {
    const needed = this.#kept + bytes.length
    if (needed > this.#room.length) {
      const room = Buffer.alloc(Math.max(needed, Math.min(2 * needed, this.#whole)))
      this.#room.copy(room, 0, 0, this.#kept)
      this.#room = room
    }
    bytes.copy(this.#room, this.#kept)
    this.#kept = needed
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
