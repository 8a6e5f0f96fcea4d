import { ByteWriter } from '../byte-writer'
import { TRANSPORT_FEEDBACK, writeFeedback } from './feedback'
import { sequenceDistance, WrapCounter } from './sequence'
import { statusChunks } from './twcc-chunks'

const TRANSPORT_CC = 15
const TICKS_PER_MS = 4
const REFERENCE_TICKS = 64 * TICKS_PER_MS
/** A report of this many packets fits into one datagram whatever their deltas are. */
const MAX_STATUSES = 400
const MAX_JUMP = 2000
/** What was told already is told again beside a latecomer, as long as it is this young. */
const HISTORY_MS = 500
const MAX_HISTORY = 4096

/**
 * Tells a publisher when its packets arrived, so that it can find its rate: transport-wide
 * congestion control (draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1).
 */
export class TwccReporter {
  private readonly arrivals = new Map<number, number>()
  private counter = new WrapCounter(16)
  private newest = -1
  private next: number | undefined
  private reports = 0

  constructor(
    private readonly senderSsrc: number,
    private readonly mediaSsrc: number,
  ) {}

  /** A packet with this transport-wide number (16 bits) arrived at a time in ms, best with a fraction. */
  arrived(sequence: number, atMs: number): void {
    if (this.next !== undefined && Math.abs(sequenceDistance(sequence, this.newest)) > MAX_JUMP)
      this.restart()
    const number = this.counter.unwrap(sequence)
    if (this.next === undefined || number < this.next) this.next = number
    this.newest = Math.max(this.newest, number)
    if (!this.arrivals.has(number)) this.arrivals.set(number, Math.max(0, atMs))
  }

  /**
   * The next RTCP packet, or undefined when there is nothing to tell. To be called some twenty times
   * a second; what does not fit into one packet comes with the next call.
   */
  report(): Uint8Array | undefined {
    const base = this.next
    if (base === undefined || base > this.newest) return undefined
    const first = this.firstArrival(base)
    const reference = Math.floor(first / REFERENCE_TICKS)
    const { statuses, deltas } = this.collect(base, reference * REFERENCE_TICKS)
    this.next = base + statuses.length
    this.forget()
    const information = new ByteWriter()
      .uint16(base)
      .uint16(statuses.length)
      .uint24(reference)
      .uint8(this.reports++)
      .put(statusChunks(statuses))
      .put(deltas)
    return writeFeedback(
      {
        type: TRANSPORT_FEEDBACK,
        format: TRANSPORT_CC,
        sender: this.senderSsrc,
        media: this.mediaSsrc,
      },
      information.finish(),
    )
  }

  /** Symbols (0 missing, 1 small delta, 2 large delta) and deltas of 250 µs from a number on. */
  private collect(base: number, reference: number) {
    const statuses: number[] = []
    const deltas = new ByteWriter()
    let before = reference
    for (let at = base; at <= this.newest && statuses.length < MAX_STATUSES; at++) {
      const arrival = this.arrivals.get(at)
      if (arrival === undefined) {
        statuses.push(0)
        continue
      }
      const delta = ticks(arrival) - before
      if (delta < -0x8000 || delta > 0x7fff) break
      const small = delta >= 0 && delta <= 0xff
      statuses.push(small ? 1 : 2)
      if (small) deltas.uint8(delta)
      else deltas.uint16(delta)
      before = ticks(arrival)
    }
    return { statuses, deltas: deltas.finish() }
  }

  private firstArrival(base: number): number {
    for (let at = base; at <= this.newest; at++) {
      const arrival = this.arrivals.get(at)
      if (arrival !== undefined) return ticks(arrival)
    }
    return 0
  }

  private forget(): void {
    const newest = this.arrivals.get(this.newest) ?? 0
    for (const [number, at] of this.arrivals) {
      const told = number < (this.next ?? 0)
      if (this.arrivals.size <= MAX_HISTORY && (!told || newest - at <= HISTORY_MS)) continue
      this.arrivals.delete(number)
    }
  }

  private restart(): void {
    this.arrivals.clear()
    this.counter = new WrapCounter(16)
    this.newest = -1
    this.next = undefined
  }
}

const ticks = (ms: number): number => Math.round(ms * TICKS_PER_MS)
