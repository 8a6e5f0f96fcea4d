/**
 * Bits and Exp-Golomb codes of a parameter set (H.264 clauses 7.2 and 9.1). Reading past the end
 * gives zeros and sets `overrun`, so that a parser checks once, at its end.
 */
export class BitReader {
  /** Position in bits. */
  at = 0
  overrun = false

  constructor(private readonly bytes: Uint8Array) {}

  bit(): number {
    const byte = this.bytes[this.at >> 3]
    if (byte === undefined) {
      this.overrun = true
      return 0
    }
    return (byte >> (7 - (this.at++ & 7))) & 1
  }

  flag(): boolean {
    return this.bit() === 1
  }

  /** Up to 32 bits as an unsigned number. */
  bits(count: number): number {
    let value = 0
    for (let i = 0; i < count; i++) value = value * 2 + this.bit()
    return value
  }

  /** `ue(v)`. */
  unsigned(): number {
    let zeros = 0
    while (this.bit() === 0) {
      if (this.overrun || ++zeros > 32) {
        this.overrun = true
        return 0
      }
    }
    return 2 ** zeros - 1 + this.bits(zeros)
  }

  /** `se(v)`. */
  signed(): number {
    const code = this.unsigned()
    return code % 2 === 0 ? -code / 2 : (code + 1) / 2
  }
}
