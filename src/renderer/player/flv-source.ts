import { OutletPort, type OutletState } from './outlet-port'

type Chunks = (chunk: ArrayBuffer) => void

/** The bytes as a buffer of their own; what a port delivers is one already and is not copied. */
function wholeBuffer({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer {
  const whole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
  return whole ? buffer : new Uint8Array(buffer, byteOffset, byteLength).slice().buffer
}

/** Where mpegts.js gets its bytes: the port of a stream instead of a URL. */
export class FlvSource {
  readonly #outlet: OutletPort
  #waiting: ArrayBuffer[] = []
  #chunks: Chunks | undefined
  /** When the newest chunk came, milliseconds since the epoch; 0 before the first. */
  newest = 0

  constructor(
    port: MessagePort,
    handlers: { now(): number; state(state: OutletState): void; lost(): void },
  ) {
    this.#outlet = new OutletPort(port, {
      flv: (data) => {
        this.newest = handlers.now()
        const chunk = wholeBuffer(data)
        if (this.#chunks) this.#chunks(chunk)
        else this.#waiting.push(chunk)
      },
      state: (state) => handlers.state(state),
      lost: () => handlers.lost(),
    })
  }

  /** Give all chunks, also those that came before, to one reader. */
  read(chunks: Chunks): void {
    this.#chunks = chunks
    for (const chunk of this.#waiting.splice(0)) chunks(chunk)
  }

  close(): void {
    this.#chunks = undefined
    this.#waiting = []
    this.#outlet.close()
  }
}
