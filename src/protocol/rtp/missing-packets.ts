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
  askedAt?: number
  asked: number
}

const DEFAULTS: RepeatPolicy = { firstAfterMs: 4, againAfterMs: 20, giveUpAfterMs: 250 }
/** A larger hole is another start or an outage: a key picture is cheaper. */
const MAX_HOLE = 500
const MAX_MISSING = 1000
const FIRST_GUESS_MS = 60
/** Packets of one picture follow each other faster, also where a publisher spreads them. */
const TAIL_AFTER_MS = 20
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
  /** When the newest packet came, if more of its picture must follow. */
  private openSince: number | undefined
  private endsAreTold = false
  private readonly policy: RepeatPolicy

  constructor(policy: Partial<RepeatPolicy> = {}) {
    this.policy = { ...DEFAULTS, ...policy }
  }

  /** A packet came, first time or repeated; `ends` when it is its picture's last (RTP's marker). */
  arrived(sequence: number, now: number, ends = true): void {
    this.endsAreTold ||= ends
    this.learn(sequence, now)
    this.missing.delete(sequence)
    this.expected ??= sequence
    const ahead = sequenceDistance(sequence, this.expected)
    if (Math.abs(ahead) > MAX_HOLE) this.missing.clear()
    else if (ahead < 0) return
    else
      for (let hole = this.expected; hole !== sequence; hole = nextSequence(hole))
        if (!this.missing.has(hole)) this.missing.set(hole, { since: now, asked: 0 })
    this.expected = nextSequence(sequence)
    this.openSince = ends ? undefined : now
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
    this.missTail(now)
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

  /**
   * The end of a picture is lost: waiting for the next picture to show the hole would take as long
   * as a picture stays, so the packet that must follow counts as missing now. A publisher that has
   * not sent it yet passes over the request.
   */
  private missTail(now: number): void {
    const { expected, openSince } = this
    if (expected === undefined || openSince === undefined || !this.endsAreTold) return
    if (now - openSince < TAIL_AFTER_MS) return
    this.openSince = undefined
    // Its answer may be the packet itself, late, and tells nothing of the round trip.
    if (!this.missing.has(expected)) this.missing.set(expected, { since: openSince, asked: 1 })
  }

  /** Asked once and answered: that took a round trip. Asked twice, nobody knows which was answered. */
  private learn(sequence: number, now: number): void {
    const entry = this.missing.get(sequence)
    if (entry?.askedAt === undefined || entry.asked !== 1) return
    this.roundTripMs += (now - entry.askedAt - this.roundTripMs) / 4
  }
}
