import type { Clock } from '../../dock/clock'
import type { FaultSet } from '../../fault-set'
import type { FaultName } from '../../fault-switches'

/** Faults that strike packets on their way; only a relay can do that. */
export const NETWORK_FAULTS: readonly FaultName[] = [
  'packet-loss',
  'packet-delay',
  'packet-rate',
  'address-change',
]

/** A bottleneck's queue holds so much; what comes on top is lost. */
const QUEUE_MS = 1_000

/** How often a bottleneck says how long its queue is. */
const QUEUE_TOLD_MS = 1_000

export interface NetworkNeeds {
  clock: Clock
  faults: FaultSet
  random: () => number
  /** Told once a second how many milliseconds packets have waited before a bottleneck, the median. */
  queued: (ms: number) => void
}

/** One direction of a network that loses packets, delays them and is too narrow. */
export class BadNetwork {
  /** When the last packet has passed the bottleneck, and when it arrives. */
  private free = 0
  private last = 0
  private waits: number[] = []
  private toldAt = 0

  constructor(
    private readonly needs: NetworkNeeds,
    /** Whether the bottleneck lies in this direction. */
    private readonly narrow: boolean,
  ) {}

  /** Delivers a packet of so many bytes, at once, later or never; packets keep their order. */
  carry(bytes: number, deliver: () => void): void {
    const { clock, faults, random } = this.needs
    const now = clock.now()
    if (random() * 100 < (faults.amount('packet-loss') ?? 0)) return
    const rate = this.narrow ? faults.amount('packet-rate') : undefined
    if (rate !== undefined) {
      const begins = Math.max(now, this.free)
      if (begins - now > QUEUE_MS) return
      this.waited(begins - now, now)
      this.free = begins + (bytes * 8) / rate
    }
    const [roundTrip = 0, jitter = 0] = (faults.value('packet-delay') ?? '').split(':').map(Number)
    const passed = rate === undefined ? now : this.free
    const arrives = Math.max(this.last, passed + roundTrip / 2 + random() * jitter)
    if (arrives <= now) return deliver()
    this.last = arrives
    clock.after(arrives - now, deliver)
  }

  private waited(ms: number, now: number): void {
    this.waits.push(ms)
    if (now - this.toldAt < QUEUE_TOLD_MS) return
    const sorted = this.waits.toSorted((a, b) => a - b)
    this.needs.queued(Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0))
    this.waits = []
    this.toldAt = now
  }
}
