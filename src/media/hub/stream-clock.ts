const US_PER_MS = 1000
const JUMP_US = 5_000_000
const BACK_US = -1_000_000

/**
 * Turns a publisher's 32-bit millisecond timestamps into a time in microseconds that only rises:
 * unwrapped, small steps back flattened, jumps in either direction closed.
 */
export class StreamClock {
  private raw: number | undefined
  private unwrapped = 0
  private shift = 0
  private last = 0

  /** The time of a unit with this timestamp; strictly greater than the one before. */
  time(timestampMs: number): number {
    if (this.raw === undefined) {
      this.raw = timestampMs
      return 0
    }
    this.unwrapped += ((timestampMs - this.raw) | 0) * US_PER_MS
    this.raw = timestampMs
    const step = this.unwrapped + this.shift - this.last
    if (step > JUMP_US || step < BACK_US) {
      this.last += US_PER_MS
      this.shift = this.last - this.unwrapped
    } else {
      this.last += Math.max(step, 1)
    }
    return this.last
  }
}
