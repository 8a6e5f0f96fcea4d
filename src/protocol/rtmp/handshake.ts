const VERSION = 3
const BLOCK = 1536

/** What a handshake asks of its owner after some bytes came in. */
export interface HandshakeStep {
  /** Bytes to send now. */
  reply?: Uint8Array
  /** Present once the handshake is over: what came after it, perhaps nothing. */
  rest?: Uint8Array
  problem?: 'not-rtmp'
}

/** A block that says "no digest here" (version bytes zero), so that peers skip their digest check. */
const plainBlock = (): Uint8Array => {
  const block = new Uint8Array(BLOCK)
  for (let at = 8; at < BLOCK; at++) block[at] = (at * 31 + (at >> 3)) & 0xff
  return block
}

/**
 * Both sides' simple handshake, RTMP 1.0 section 5.2. Digests of Flash, OBS or FFmpeg in the peer's
 * block are echoed and not judged. Holds at most one block and its version byte.
 */
class Handshake {
  private readonly head = new Uint8Array(1 + BLOCK)
  private headLength = 0
  private tailLeft = BLOCK

  constructor(private readonly answer: (peerBlock: Uint8Array) => Uint8Array) {}

  receive(bytes: Uint8Array): HandshakeStep {
    let at = 0
    let reply: Uint8Array | undefined
    if (this.headLength < this.head.length) {
      at = Math.min(bytes.length, this.head.length - this.headLength)
      this.head.set(bytes.subarray(0, at), this.headLength)
      this.headLength += at
      if (this.headLength > 0 && this.head[0] !== VERSION) return { problem: 'not-rtmp' }
      if (this.headLength < this.head.length) return {}
      reply = this.answer(this.head.subarray(1))
    }
    const skipped = Math.min(bytes.length - at, this.tailLeft)
    this.tailLeft -= skipped
    const rest = this.tailLeft === 0 ? { rest: bytes.subarray(at + skipped) } : {}
    return reply === undefined ? rest : { reply, ...rest }
  }
}

/** The server's side: answers C0 C1 with S0 S1 S2 and waits for C2 to pass. */
export class ServerHandshake extends Handshake {
  constructor() {
    super((c1) => {
      const reply = new Uint8Array(1 + 2 * BLOCK)
      reply[0] = VERSION
      reply.set(plainBlock(), 1)
      reply.set(c1, 1 + BLOCK)
      return reply
    })
  }
}

/** The client's side: send `hello` first; answers S1 with C2 and waits for S2 to pass. */
export class ClientHandshake extends Handshake {
  readonly hello: Uint8Array

  constructor() {
    super((s1) => s1.slice())
    this.hello = new Uint8Array(1 + BLOCK)
    this.hello[0] = VERSION
    this.hello.set(plainBlock(), 1)
  }
}
