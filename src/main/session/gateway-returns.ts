import type { Envelope } from '@protocol/dji/envelope'

const MOST = 20_000

interface Known {
  /** It left, or began to set itself up: its next topology says that it is back. */
  away: boolean
  topology?: string
}

/**
 * Tells when a gateway is back at the broker and takes requests, which has no message of its own. A
 * dock that begins anew asks for `config` before it says its topology (DJI: dock access to cloud).
 * Every gateway says `update_topo` when it has connected; the same one again is a return, another
 * only means that an aircraft came or went.
 */
export class GatewayReturns {
  readonly #known = new Map<string, Known>()

  /** The broker lost its connection. */
  left(sn: string): void {
    this.#remember(sn, { ...this.#known.get(sn), away: true })
  }

  /** Whether a gateway is back with this message of it. */
  heard(sn: string, { method, data }: Pick<Envelope, 'method' | 'data'>): boolean {
    if (method === 'config') this.left(sn)
    if (method !== 'update_topo') return false
    const before = this.#known.get(sn)
    const topology = aircraftOf(data)
    this.#remember(sn, { away: false, topology })
    return before !== undefined && (before.away || before.topology === topology)
  }

  #remember(sn: string, known: Known): void {
    this.#known.delete(sn)
    this.#known.set(sn, known)
    const [oldest] = this.#known.keys()
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest)
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
