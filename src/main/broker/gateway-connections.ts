const MAX_GATEWAYS = 20_000

interface Connection {
  /** Address of this computer that the client reached. */
  readonly localAddress: string
}

/**
 * Remembers over which connection each gateway spoke last: a dock must be given an address for its
 * video that it can reach, and is gone when its connection is.
 */
export class GatewayConnections {
  readonly #left: (sn: string) => void
  readonly #addresses = new Map<string, string>()
  readonly #connections = new Map<string, Connection>()
  readonly #gateways = new WeakMap<Connection, Set<string>>()

  /** `left` is called for each gateway whose connection is gone. */
  constructor(left: (sn: string) => void) {
    this.#left = left
  }

  /** A message from `sn` came over this connection. */
  seen(sn: string, connection: Connection): void {
    if (this.#connections.get(sn) === connection) return
    if (this.#addresses.size >= MAX_GATEWAYS && !this.#addresses.has(sn)) return
    this.#addresses.set(sn, connection.localAddress)
    this.#connections.set(sn, connection)
    const gateways = this.#gateways.get(connection) ?? new Set()
    this.#gateways.set(connection, gateways.add(sn))
  }

  /** A connection is gone, and with it who spoke over it and over no other since. */
  gone(connection: Connection): void {
    for (const sn of this.#gateways.get(connection) ?? []) {
      if (this.#connections.get(sn) !== connection) continue
      this.#connections.delete(sn)
      this.#left(sn)
    }
  }

  /** The address of this computer at which a gateway reached the broker last. */
  addressOf(sn: string): string | undefined {
    return this.#addresses.get(sn)
  }
}
