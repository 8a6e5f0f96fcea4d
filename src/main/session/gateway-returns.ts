import type { Envelope } from '@protocol/dji/envelope'

const MOST = 20_000

/**
 * Tells when a gateway has connected to the broker anew, which has no message of its own. A dock
 * asks for `config` on each connection (DJI: dock access to cloud). Every gateway repeats
 * `update_topo`; one with other sub-devices only means that an aircraft came or went.
 */
export class GatewayReturns {
  readonly #topologies = new Map<string, string>()

  /** Whether this message of a gateway means that it has just connected. */
  heard(sn: string, { method, data }: Pick<Envelope, 'method' | 'data'>): boolean {
    if (method === 'config') return true
    if (method !== 'update_topo') return false
    const topology = aircraftOf(data)
    const before = this.#topologies.get(sn)
    this.#topologies.delete(sn)
    this.#topologies.set(sn, topology)
    const [oldest] = this.#topologies.keys()
    if (this.#topologies.size > MOST && oldest !== undefined) this.#topologies.delete(oldest)
    return topology === before
  }
}

const aircraftOf = (data: unknown): string => {
  const list =
    typeof data === 'object' && data !== null && 'sub_devices' in data && data.sub_devices
  if (!Array.isArray(list)) return ''
  return list
    .map((one: unknown) => (typeof one === 'object' && one !== null && 'sn' in one ? one.sn : ''))
    .join()
}
