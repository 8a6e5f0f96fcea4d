import { nextSequence, sequenceDistance } from './sequence'

/** How long and how often to ask again for what is missing. Times in ms. */
export interface RepeatPolicy {
  /** Before the first request: packets may only have changed places. */
  firstAfterMs: number
  /** Between requests for the same packet at the least; else it is the round trip that counts. */
  againAfterMs: number
  /** A repeat that comes later than this helps nobody. */
  giveUpAfterMs: number
}

interface Missing {
  since: number
  askedAt: number | undefined
  asked: number
}

const DEFAULTS: RepeatPolicy = { firstAfterMs: 4, againAfterMs: 20, giveUpAfterMs: 250 }
/** A larger hole is another start or an outage: a key picture is cheaper. */
const MAX_HOLE = 500
const MAX_MISSING = 1000
const FIRST_GUESS_MS = 60
/** Some more than a round trip, since repeats do not take the same time every time. */
const PATIENCE = 1.25

/**
 * Knows which packets of one SSRC are missing and when to ask for a repeat (generic NACK, RFC 4585
 * section 6.2.1): not again before the answer can have come.
 */
export class MissingPackets {
  private readonly missing = new Map<number, Missing>()
  private expected: number | undefined
  private roundTripMs = FIRST_GUESS_MS
  private readonly policy: RepeatPolicy

  constructor(policy: Partial<RepeatPolicy> = {}) {
    this.policy = { ...DEFAULTS, ...policy }
  }

  /** A packet came, first time or repeated. */
  arrived(sequence: number, now: number): void {
    this.learn(sequence, now)
    this.missing.delete(sequence)
    this.expected ??= sequence
    const ahead = sequenceDistance(sequence, this.expected)
    if (Math.abs(ahead) > MAX_HOLE) this.missing.clear()
    else if (ahead < 0) return
    else
      for (let hole = this.expected; hole !== sequence; hole = nextSequence(hole))
        this.missing.set(hole, { since: now, askedAt: undefined, asked: 0 })
    this.expected = nextSequence(sequence)
    for (const oldest of this.missing.keys()) {
      if (this.missing.size <= MAX_MISSING) break
      this.missing.delete(oldest)
    }
  }

  /** The packets to ask for now, oldest first; to be called every few milliseconds. */
  due(now: number): number[] {
    const { firstAfterMs, againAfterMs, giveUpAfterMs } = this.policy
    const patience = Math.max(againAfterMs, this.roundTripMs * PATIENCE)
    const asking: number[] = []
    for (const [sequence, entry] of this.missing) {
      const wait = entry.askedAt === undefined ? firstAfterMs : patience
      if (now - entry.since > giveUpAfterMs) this.missing.delete(sequence)
      else if (now - (entry.askedAt ?? entry.since) >= wait) {
        entry.askedAt = now
        entry.asked++
        asking.push(sequence)
      }
    }
    return asking
  }

  /** Asked once and answered: that took a round trip. Asked twice, nobody knows which was answered. */
  private learn(sequence: number, now: number): void {
    const entry = this.missing.get(sequence)
    if (entry?.askedAt === undefined || entry.asked !== 1) return
    this.roundTripMs += (now - entry.askedAt - this.roundTripMs) / 4
  }
}
