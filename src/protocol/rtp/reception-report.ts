import { ByteWriter } from '../byte-writer'
import type { RtpPacket } from './rtp-packet'
import { WrapCounter } from './sequence'

const RECEIVER_REPORT = 201
const BLOCK_WORDS = 7
const NTP_SHORT_PER_MS = 65.536
const MAX_LOST = 0x7fffff

/**
 * Counts what came of one SSRC and writes receiver reports about it (RFC 3550 section 6.4.2 and
 * appendix A.3, A.8). From these a publisher learns the round trip time.
 */
export class ReceptionReport {
  private counter = new WrapCounter(16)
  private first: number | undefined
  private highest = 0
  private received = 0
  private before = { expected: 0, received: 0 }
  private jitter = 0
  private transit: number | undefined
  private senderReport: { middle: number; at: number } | undefined

  constructor(
    private readonly own: number,
    private readonly media: number,
    private readonly clockRate = 90_000,
  ) {}

  /** A packet of the SSRC, when first sent; repeats on another SSRC do not count. Time in ms. */
  arrived({ sequence, timestamp }: Pick<RtpPacket, 'sequence' | 'timestamp'>, now: number): void {
    const number = this.counter.unwrap(sequence)
    this.first ??= number
    if (this.received === 0 || number > this.highest) this.highest = number
    this.received++
    const transit = ((now * this.clockRate) / 1000 - timestamp) % 2 ** 32
    if (this.transit !== undefined) {
      const change = Math.abs(transit - this.transit)
      if (change < this.clockRate) this.jitter += (change - this.jitter) / 16
    }
    this.transit = transit
  }

  /** A sender report of the SSRC came: its NTP time in ms since 1900. */
  reported(ntpMs: number, now: number): void {
    const middle = Math.floor((ntpMs / 1000) * 65_536) % 2 ** 32
    this.senderReport = { middle, at: now }
  }

  /** The report for the time since the last one. */
  write(now: number): Uint8Array {
    const expected = this.received === 0 ? 0 : this.highest - (this.first ?? 0) + 1
    const lostNow = expected - this.before.expected - (this.received - this.before.received)
    const expectedNow = expected - this.before.expected
    const fraction = lostNow > 0 && expectedNow > 0 ? Math.floor((lostNow * 256) / expectedNow) : 0
    this.before = { expected, received: this.received }
    const lost = Math.min(Math.max(expected - this.received, 0), MAX_LOST)
    const delay = this.senderReport ? (now - this.senderReport.at) * NTP_SHORT_PER_MS : 0
    return new ByteWriter()
      .uint8(0x81)
      .uint8(RECEIVER_REPORT)
      .uint16(BLOCK_WORDS)
      .uint32(this.own)
      .uint32(this.media)
      .uint8(Math.min(fraction, 255))
      .uint24(lost)
      .uint32(this.highest)
      .uint32(Math.floor(this.jitter))
      .uint32(this.senderReport?.middle ?? 0)
      .uint32(Math.floor(delay))
      .finish()
  }
}
