/** The bytes as a buffer of their own; what a port delivers is one already and is not copied. */
function wholeBuffer({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer {
  const whole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
  return whole ? buffer : new Uint8Array(buffer, byteOffset, byteLength).slice().buffer
}

/** True for the chunk that begins an FLV stream; it comes again each time the stream begins anew. */
export const isFlvHeader = ([f, l, v]: Uint8Array): boolean =>
  f === 0x46 && l === 0x4c && v === 0x56

/** One FLV stream on its way to its reader; chunks that come before the reader are kept. */
export class FlvSource {
  #early: ArrayBuffer[] = []
  #reader: ((chunk: ArrayBuffer) => void) | undefined

  push(chunk: Uint8Array): void {
    const whole = wholeBuffer(chunk)
    if (this.#reader) this.#reader(whole)
    else this.#early.push(whole)
  }

  /** Give all chunks, also those that came before, to one reader. */
  read(reader: (chunk: ArrayBuffer) => void): void {
    this.#reader = reader
    for (const chunk of this.#early.splice(0)) reader(chunk)
  }
}
