import type { Station } from './station'
import type { ReadWishes } from './wishes-message'

/** More than any control room has; a broker that is not ours alone must not fill our memory. */
const MOST_STATIONS = 64
/** How long a stop is left to the station that let a stream go at the same time. */
const LEFT_MS = 5_000

interface NeighboursNeeds {
  /** A lease ended without a word, or a stop is not left to another station any more. */
  changed(): void
  schedule(callback: () => void, ms: number): () => void
}

interface Neighbour {
  station: Station
  callOff: () => void
}

/**
 * The other stations of the site as far as their leases hold. A lease runs from when its message
 * came, by a timer of ours: no clock is read, neither another's nor our own, which may be set.
 */
export class Neighbours {
  readonly #needs: NeighboursNeeds
  readonly #known = new Map<string, Neighbour>()
  /** Streams let go lately: by whom, and how to forget it. */
  readonly #left = new Map<string, { id: string; callOff: () => void }>()

  constructor(needs: NeighboursNeeds) {
    this.#needs = needs
  }

  all(): Station[] {
    return [...this.#known.values()].map(({ station }) => station)
  }

  /** Takes what a station said. Gives false when there are too many stations to keep another. */
  heard({ lease, station }: ReadWishes): boolean {
    const { id } = station
    const before = this.#known.get(id)
    if (before === undefined && this.#known.size >= MOST_STATIONS) return false
    before?.callOff()
    this.#letGo(before?.station, station)
    const expire = (): void => {
      this.#known.delete(id)
      this.#needs.changed()
    }
    const callOff = this.#needs.schedule(expire, lease * 1000)
    this.#known.set(id, { station, callOff })
    return true
  }

  /** A station took leave or died. Gives whether it was known. */
  gone(id: string): boolean {
    this.#known.get(id)?.callOff()
    return this.#known.delete(id)
  }

  /** Whether a station that goes before `id` let this stream go a moment ago: it will stop it. */
  leftLately(videoId: string, id: string): boolean {
    const left = this.#left.get(videoId)
    return left !== undefined && left.id < id && this.#known.has(left.id)
  }

  stop(): void {
    for (const { callOff } of this.#known.values()) callOff()
    for (const { callOff } of this.#left.values()) callOff()
    this.#known.clear()
    this.#left.clear()
  }

  #letGo(before: Station | undefined, { id, wishes }: Station): void {
    const kept = new Set(wishes.map(({ videoId }) => videoId))
    for (const { videoId } of before?.wishes ?? []) {
      if (kept.has(videoId)) continue
      const known = this.#left.get(videoId)
      if (known !== undefined && known.id < id) continue
      known?.callOff()
      const forget = (): void => {
        this.#left.delete(videoId)
        this.#needs.changed()
      }
      this.#left.set(videoId, { id, callOff: this.#needs.schedule(forget, LEFT_MS) })
    }
  }
}
