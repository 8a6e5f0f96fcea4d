import { parseEnvelope } from '@protocol/dji/envelope'
import { parseTopology } from '@protocol/dji/topology'

const MAX_PER_GATEWAY = 8
const MAX_GATEWAYS = 20_000

/** The aircraft each gateway has announced by update_topo, the newest few of each. */
export class AnnouncedAircraft {
  readonly #byGateway = new Map<string, string[]>()

  /** Read a status message of a gateway; anything else in it is not our business. */
  note(gatewaySn: string, payload: Uint8Array): void {
    const parsed = parseEnvelope(payload)
    if (!parsed.ok) return
    const devices = parseTopology(parsed.envelope.data)?.topology.subDevices ?? []
    if (devices.length === 0) return
    const known = this.#byGateway.get(gatewaySn) ?? []
    if (known.length === 0 && this.#byGateway.size >= MAX_GATEWAYS) return
    const all = new Set([...devices.map(({ sn }) => sn), ...known])
    this.#byGateway.set(gatewaySn, [...all].slice(0, MAX_PER_GATEWAY))
  }

  has(gatewaySn: string, aircraftSn: string): boolean {
    return this.#byGateway.get(gatewaySn)?.includes(aircraftSn) === true
  }
}
