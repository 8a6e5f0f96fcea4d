import type { RtpPacket } from './rtp-packet'
import { nextSequence, sequenceDistance } from './sequence'

/** A packet in its place. `gap` says that something before it never came. */
export interface OrderedPacket {
  packet: RtpPacket
  gap: boolean
}

/** RFC 3550 appendix A.1: farther away than this is another start, not a loss. */
const MAX_DROPOUT = 3000
const MAX_HELD = 1024
const MAX_HELD_BYTES = 4 << 20
/** Repeats of old packets serve as probes, so that some in a row prove nothing. */
const LATE_PROVES_RESTART = 128

/**
 * Puts the packets of one SSRC in order. Waits for a missing one as long as its patience lasts (a
 * repeat takes a round trip), never for more than a bounded number of packets and bytes.
 */
export class ReorderWindow {
  /** Packets given up. */
  lost = 0
  private expected: number | undefined
  /** In the order of arrival. */
  private readonly held = new Map<number, { packet: RtpPacket; at: number }>()
  private heldBytes = 0
  private stranger: RtpPacket | undefined
  private lateInRow = 0

  constructor(private readonly patienceMs: number) {}

  /** Takes a packet at a time in ms; gives those whose turn has come. */
  take(packet: RtpPacket, now: number): OrderedPacket[] {
    this.expected ??= packet.sequence
    const distance = sequenceDistance(packet.sequence, this.expected)
    if (Math.abs(distance) > MAX_DROPOUT) return this.takeStranger(packet)
    if (distance < 0) {
      return ++this.lateInRow < LATE_PROVES_RESTART ? [] : this.restart([packet])
    }
    this.lateInRow = 0
    this.stranger = undefined
    if (!this.held.has(packet.sequence)) {
      this.held.set(packet.sequence, { packet, at: now })
      this.heldBytes += packet.payload.length
    }
    return this.tick(now)
  }

  /** Gives what need not wait any longer; to be called now and then when no packets come. */
  tick(now: number): OrderedPacket[] {
    const ready: OrderedPacket[] = []
    this.drain(ready, false)
    while (this.held.size > 0 && this.mustGiveUp(now)) {
      this.skip()
      this.drain(ready, true)
    }
    return ready
  }

  private mustGiveUp(now: number): boolean {
    if (this.held.size > MAX_HELD || this.heldBytes > MAX_HELD_BYTES) return true
    const [oldest] = this.held.values()
    return oldest !== undefined && now - oldest.at >= this.patienceMs
  }

  private drain(ready: OrderedPacket[], afterGap: boolean): void {
    let gap = afterGap
    for (;;) {
      const next = this.expected === undefined ? undefined : this.held.get(this.expected)
      if (!next) return
      this.held.delete(next.packet.sequence)
      this.heldBytes -= next.packet.payload.length
      this.expected = nextSequence(next.packet.sequence)
      ready.push({ packet: next.packet, gap })
      gap = false
    }
  }

  /** Goes on at the nearest packet that is there. */
  private skip(): void {
    const from = this.expected ?? 0
    let nearest = MAX_DROPOUT + 1
    for (const sequence of this.held.keys())
      nearest = Math.min(nearest, sequenceDistance(sequence, from))
    this.lost += nearest
    this.expected = (from + nearest) & 0xffff
  }

  /** Two in a row from far away are a publisher that began anew; one alone is a stray. */
  private takeStranger(packet: RtpPacket): OrderedPacket[] {
    const before = this.stranger
    this.stranger = packet
    if (!before || packet.sequence !== nextSequence(before.sequence)) return []
    return this.restart([before, packet])
  }

  private restart(packets: RtpPacket[]): OrderedPacket[] {
    this.held.clear()
    this.heldBytes = 0
    this.stranger = undefined
    this.lateInRow = 0
    this.expected = nextSequence(packets.at(-1)?.sequence ?? 0)
    return packets.map((packet, at) => ({ packet, gap: at === 0 }))
  }
}
