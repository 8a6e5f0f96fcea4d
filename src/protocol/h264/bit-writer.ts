/** Writes bits and Exp-Golomb codes; the counterpart of BitReader. */
export class BitWriter {
  private readonly bytes: number[] = []
  private used = 0

  bit(value: number): this {
    if (this.used % 8 === 0) this.bytes.push(0)
    const last = this.bytes.length - 1
    this.bytes[last] = (this.bytes[last] ?? 0) | ((value & 1) << (7 - (this.used % 8)))
    this.used++
    return this
  }

  bits(value: number, count: number): this {
    for (let i = count - 1; i >= 0; i--) this.bit(Math.floor(value / 2 ** i) % 2)
    return this
  }

  /** `ue(v)`. */
  unsigned(value: number): this {
    const length = Math.floor(Math.log2(value + 1))
    return this.bits(0, length).bits(value + 1, length + 1)
  }

  /** The bytes with the stop bit and alignment zeros behind them (H.264 clause 7.3.2.11). */
  finish(): Uint8Array {
    this.bit(1)
    return Uint8Array.from(this.bytes)
  }
}
