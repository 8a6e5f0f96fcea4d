import { putUint16, putUint24, putUint32 } from './big-endian'

const utf8 = new TextEncoder()

/** Collects big-endian fields into one buffer of its own. Each method returns the writer. */
export class ByteWriter {
  private bytes = new Uint8Array(64)
  private length = 0

  uint8(value: number): this {
    const at = this.room(1)
    this.bytes[at] = value
    return this
  }

  uint16(value: number): this {
    const at = this.room(2)
    putUint16(this.bytes, at, value)
    return this
  }

  uint24(value: number): this {
    const at = this.room(3)
    putUint24(this.bytes, at, value)
    return this
  }

  uint32(value: number): this {
    const at = this.room(4)
    putUint32(this.bytes, at, value)
    return this
  }

  float64(value: number): this {
    const at = this.room(8)
    new DataView(this.bytes.buffer).setFloat64(at, value)
    return this
  }

  put(bytes: Uint8Array): this {
    const at = this.room(bytes.length)
    this.bytes.set(bytes, at)
    return this
  }

  text(text: string): this {
    return this.put(utf8.encode(text))
  }

  /** What was written so far, in a buffer of exactly its size. */
  finish(): Uint8Array {
    return this.bytes.slice(0, this.length)
  }

  /** Grows first: the buffer may be another one afterwards, so never nest this in its use. */
  private room(count: number): number {
    const at = this.length
    this.length += count
    if (this.length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.length, this.bytes.length * 2))
      larger.set(this.bytes)
      this.bytes = larger
    }
    return at
  }
}
