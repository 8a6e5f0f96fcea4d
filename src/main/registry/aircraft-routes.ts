import type { GatewayFacts } from './facts'

/** Which gateway each aircraft was last heard through. One entry for each gateway at most. */
export class AircraftRoutes {
  readonly #gateways = new Map<string, string>()

  /** The gateway's serial number, or undefined for an aircraft nobody named. */
  gatewayOf(aircraftSn: string): string | undefined {
    return this.#gateways.get(aircraftSn)
  }

  /** A gateway's facts changed, or the gateway is forgotten when `facts` is undefined. */
  follow(before: GatewayFacts | undefined, facts: GatewayFacts | undefined): void {
    const was = before?.aircraft
    const is = facts?.aircraft
    if (before && was && was.sn !== is?.sn && this.#gateways.get(was.sn) === before.sn) {
      this.#gateways.delete(was.sn)
    }
    if (facts && is && (is.online || !this.#gateways.has(is.sn))) {
      this.#gateways.set(is.sn, facts.sn)
    }
  }
}
