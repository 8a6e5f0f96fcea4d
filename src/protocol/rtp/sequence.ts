/** How far a 16-bit sequence number is ahead of another one: -32768 to 32767 (RFC 3550 A.1). */
export const sequenceDistance = (ahead: number, behind: number): number =>
  ((ahead - behind) << 16) >> 16

export const nextSequence = (sequence: number): number => (sequence + 1) & 0xffff

/**
 * Counts on where a counter of 16 (sequence) or 32 bits (timestamp) wraps around. Each value is
 * taken as the one nearest to the value before, so that what comes late does not count as a turn.
 */
export class WrapCounter {
  private last: number | undefined
  private readonly turn: number

  constructor(bits: 16 | 32) {
    this.turn = 2 ** bits
  }

  /** The value without wrap-around; negative for what came before the first one's turn. */
  unwrap(value: number): number {
    if (this.last === undefined) return (this.last = value)
    const turns = Math.round((this.last - value) / this.turn)
    return (this.last = value + turns * this.turn)
  }
}
