import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { isSerialNumber } from '@protocol/dji/serial-number'
import type { Account } from './topic-rights'

interface AccountsOptions {
  /** User name shared by all docks, when not `perDock`. */
  username: string
  /** Each dock signs in with its serial number as user name. */
  perDock: boolean
  /** The docks' password; while it is undefined or empty no dock can sign in. */
  password: string | undefined
}

/** Who may sign in. The station's own account is made anew at each start and lives only here. */
export class Accounts {
  readonly station = {
    username: `station-${randomBytes(8).toString('hex')}`,
    password: randomBytes(32).toString('base64url'),
  }
  readonly #options: AccountsOptions

  constructor(options: AccountsOptions) {
    this.#options = options
  }

  /** The account behind a user name and password; undefined when they are not right. */
  check(username: string | undefined, password: Uint8Array | undefined): Account | undefined {
    const { perDock, username: shared } = this.#options
    const isStation = username === this.station.username
    const expected = isStation ? this.station.password : (this.#options.password ?? '')
    // Compared in any case, so that the time tells nothing about the user name either.
    const right = sameSecret(password ?? new Uint8Array(), expected)
    if (!right || expected === '' || username === undefined) return undefined
    if (isStation) return { kind: 'station' }
    if (perDock) return isSerialNumber(username) ? { kind: 'dock', sn: username } : undefined
    return username === shared ? { kind: 'shared', name: username } : undefined
  }
}

/** Compares in a time that depends on neither content nor length of the expected one. */
const sameSecret = (given: Uint8Array, expected: string): boolean =>
  timingSafeEqual(digest(given), digest(expected))

const digest = (value: Uint8Array | string): Buffer => createHash('sha256').update(value).digest()
