const WINDOW = 60_000
const FREE_FAILURES = 10
const PAUSE = 2000
const MAX_WAITING = 8
const MAX_ADDRESSES = 10_000

interface Record {
  failures: number
  since: number
  waiting: number
}

/**
 * Slows guessing down: after some failures within a minute each login from that address has to wait
 * and only a few may wait at a time. Right ones wait too but are let in, so that one mistyped dock
 * does not lock out the others behind the same address.
 */
export class LoginLimiter {
  readonly #records = new Map<string, Record>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** Milliseconds this login has to wait, or undefined to refuse it; `done` follows in either case but the last. */
  admit(address: string): number | undefined {
    const record = this.#records.get(network(address))
    if (record === undefined || this.#now() - record.since > WINDOW) return 0
    if (record.failures < FREE_FAILURES) return 0
    if (record.waiting >= MAX_WAITING) return undefined
    record.waiting++
    return PAUSE
  }

  /** Tell how a login that was admitted ended; `waited` when it had to wait. */
  done(address: string, right: boolean, waited: boolean): void {
    const key = network(address)
    const record = this.#records.get(key)
    if (record !== undefined && waited) record.waiting--
    if (right) return
    const now = this.#now()
    if (record !== undefined && now - record.since <= WINDOW) {
      record.failures++
      // Whoever goes on guessing goes on waiting.
      if (record.failures > FREE_FAILURES) record.since = now
      return
    }
    this.#records.delete(key)
    if (this.#records.size >= MAX_ADDRESSES) this.#forgetOldest()
    this.#records.set(key, { failures: 1, since: now, waiting: record?.waiting ?? 0 })
  }

  #forgetOldest(): void {
    for (const key of this.#records.keys()) {
      this.#records.delete(key)
      return
    }
  }
}

/** An IPv6 host has a whole /64 of addresses to come from. */
const network = (address: string): string =>
  address.includes(':') && !address.includes('.')
    ? address.split(':').slice(0, 4).join(':')
    : address
