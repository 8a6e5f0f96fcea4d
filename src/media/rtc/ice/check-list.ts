import { randomBytes } from 'node:crypto'
import type { StunAddress } from './stun-message'

/** One way to the peer: from our only socket to one of its places. */
interface Way extends StunAddress {
  dueAt: number
  tries: number
}

interface Asked {
  way: Way
  at: number
}

/** Between the first checks of two ways (RFC 8445 section 14.2 wants some pause). */
const PACE_MS = 20
/** Before a check is sent again: the first time, and at the most. */
const REPEAT_MS = { first: 100, most: 800 } as const
/** Between checks of the way in use, which also keep routers open (RFC 7675 section 5.1 wants less). */
const CONSENT_MS = 1000
const MAX_WAYS = 24
const MAX_ASKED = 64

/**
 * Which checks of the controlling side are due, and which way an answer proves. The first way that
 * answers is kept; then only it is checked, for consent. Times in ms by a steady clock.
 */
export class CheckList {
  private readonly ways: Way[] = []
  private readonly asked = new Map<string, Asked>()
  private chosen: Way | undefined

  /** Ways to try, the best first; those known already are not tried anew. */
  add(places: readonly StunAddress[], now: number): void {
    for (const [at, place] of places.entries())
      if (this.ways.length < MAX_WAYS && !this.find(place))
        this.ways.push({ ...place, dueAt: now + at * PACE_MS, tries: 0 })
  }

  /** The peer checked us from there: that way is tried now (RFC 8445 section 7.3.1.4). */
  trigger(place: StunAddress, now: number): void {
    this.add([place], now)
    const way = this.find(place)
    if (way && way !== this.chosen) way.dueAt = Math.min(way.dueAt, now)
  }

  /** The checks to send now, each with a transaction of its own. */
  due(now: number): { place: StunAddress; transaction: Buffer }[] {
    const ways = this.chosen ? [this.chosen] : this.ways
    return ways
      .filter(({ dueAt }) => dueAt <= now)
      .map((way) => {
        way.dueAt = now + (way === this.chosen ? CONSENT_MS : repeatAfter(way.tries++))
        const transaction = randomBytes(12)
        this.remember(transaction.toString('hex'), { way, at: now })
        return { place: way, transaction }
      })
  }

  /**
   * An answer to a check (hex of its transaction) came from a place; true when it was asked there. An
   * answer from elsewhere proves nothing (RFC 8445 section 7.2.5.2.1).
   */
  answered(transaction: string, from: StunAddress, now: number): boolean {
    const asked = this.asked.get(transaction)
    if (!asked || !isSame(asked.way, from)) return false
    this.asked.delete(transaction)
    if (!this.chosen) {
      this.chosen = asked.way
      asked.way.dueAt = now + CONSENT_MS
    }
    return true
  }

  /** The way in use; undefined until one answered. */
  get way(): StunAddress | undefined {
    return this.chosen
  }

  private find(place: StunAddress): Way | undefined {
    return this.ways.find((way) => isSame(way, place))
  }

  private remember(transaction: string, asked: Asked): void {
    this.asked.set(transaction, asked)
    const [oldest] = this.asked.keys()
    if (this.asked.size > MAX_ASKED && oldest !== undefined) this.asked.delete(oldest)
  }
}

const repeatAfter = (tries: number): number =>
  Math.min(REPEAT_MS.first * 2 ** tries, REPEAT_MS.most)
const isSame = (one: StunAddress, other: StunAddress): boolean =>
  one.address === other.address && one.port === other.port
