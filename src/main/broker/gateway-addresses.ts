const MAX_GATEWAYS = 20_000

/**
 * Remembers at which address of this computer each device reached the broker, so that a dock can be
 * given an address for its video that it can reach.
 */
export class GatewayAddresses {
  readonly #addresses = new Map<string, string>()

  /** A message from `sn` came over a connection to `address`. */
  seen(sn: string, address: string): void {
    if (this.#addresses.get(sn) === address) return
    if (this.#addresses.size >= MAX_GATEWAYS && !this.#addresses.has(sn)) return
    this.#addresses.set(sn, address)
  }

  get(sn: string): string | undefined {
    return this.#addresses.get(sn)
  }
}
