import type { Fault } from '@shared/fault'
import type { StreamWish } from '@shared/stream'
import { askerOf, unionOf } from './merge'
import { Neighbours } from './neighbours'
import { OwnWishes } from './own-wishes'
import type { Station } from './station'
import { stationOf, stationTopic } from './station-topic'
import { readWishes, writeWishes } from './wishes-message'

/** Seconds for which a word of ours holds; said again three times in that time. */
const LEASE = 60
const RENEW_MS = (LEASE * 1000) / 3
/** A burst of changes is told once, well before a stream that left a wall is stopped. */
const SAY_AFTER_MS = 100
/** What others keep at the broker comes within this time after our link came up. */
const MEET_MS = 1_000
/** A stop waits longer than a start: a picture lost elsewhere is worse than one that comes late. */
const SETTLE_MS = 5_000
/** More than are ever on their way at once. */
const SAID_KEPT = 16
/** The broker carries out our will although we live, when it finds us gone late: we say it again. */
const REPAIR_MS = 5_000

export interface StationsDeps {
  /** Of this station; see `stationId`. */
  id: string
  /**
   * Publishes a message that the broker keeps for `seconds` where it can count them, else until it is
   * replaced; an empty one takes it away. False: not sent.
   */
  publishKept(topic: string, payload: string, seconds: number): boolean
  /** What holds of our wishes, or whose turn it is, may have changed. */
  changed(): void
  /** Other stations chose this since; the wall is to say so too. */
  adopt(wishes: StreamWish[]): void
  /** Nothing that stations say comes back from the broker; undefined when it does again. */
  fault(fault: Fault | undefined): void
  /** Milliseconds since the epoch; only for the moments of choices. */
  now(): number
  schedule(callback: () => void, ms: number): () => void
}

/** Whose turn it is to speak to the dock about a stream. */
type Turn = 'ours' | 'others' | 'unknown'

/**
 * What this station and the others of its site wish, told over the broker. All stations hear the same
 * messages, their own too, and judge by them alone, so that at most one asks a dock for a stream. See
 * docs/stations.md.
 */
export class Stations {
  readonly counters = { said: 0, heard: 0, refused: 0 }
  readonly #deps: StationsDeps
  readonly #own: OwnWishes
  readonly #neighbours: Neighbours
  readonly #pictures = new Set<string>()
  readonly #timers = new Map<'say' | 'renew' | 'meet' | 'settle' | 'repair', () => void>()
  readonly #ways = new Set<string>()
  /** How far we have heard the others since the link came up. */
  #hearing: 'nothing' | 'starts' | 'all' | 'deaf' = 'nothing'
  /** Our own words since the link came up, and the last that came back. */
  readonly #said = new Set<string>()
  #last = ''
  #echo: Station | undefined
  #up = false

  constructor(deps: StationsDeps) {
    this.#deps = deps
    this.#own = new OwnWishes(() => deps.now())
    this.#neighbours = new Neighbours({
      schedule: (callback, ms) => deps.schedule(callback, ms),
      changed: () => deps.changed(),
    })
  }

  /** The whole set of wishes of this station, from its wall. */
  want(wishes: readonly StreamWish[]): void {
    this.#own.want(wishes, this.#neighbours.all())
    this.#saySoon()
  }

  /** Our wishes with what other stations chose later. */
  wishes(): StreamWish[] {
    return this.#own.list()
  }

  /** Whether we can send docks somewhere this way. */
  able(way: string, able: boolean): void {
    if (able === this.#ways.has(way)) return
    if (able) this.#ways.add(way)
    else this.#ways.delete(way)
    this.#saySoon()
  }

  /** Whether the pictures of a stream arrive here. */
  pictures(videoId: string, arrive: boolean): void {
    if (arrive === this.#pictures.has(videoId)) return
    if (arrive) this.#pictures.add(videoId)
    else this.#pictures.delete(videoId)
    if (this.#own.has(videoId)) this.#saySoon()
  }

  /** While the link is down nothing is known of others but what their leases still cover. */
  linkChanged(up: boolean): void {
    if (up === this.#up) return
    this.#up = up
    for (const name of ['renew', 'meet', 'settle', 'repair'] as const) this.#callOff(name)
    this.#hearing = 'nothing'
    this.#echo = undefined
    this.#said.clear()
    if (!up) return
    this.#say()
    this.#after('meet', MEET_MS, () => this.#hears('starts'))
    this.#after('settle', SETTLE_MS, () => this.#hears(this.#echo === undefined ? 'deaf' : 'all'))
  }

  /** Takes a message of any topic; gives whether it was one of stations. Never throws. */
  receive(topic: string, payload: Uint8Array): boolean {
    const id = stationOf(topic)
    if (id === undefined) return false
    this.counters.heard++
    if (id === this.#deps.id) this.#hearOwn(payload)
    else this.#hearOther(id, payload)
    return true
  }

  /**
   * A stream that we wish is `ours` to ask for when of all who wish it we are the one to ask; one that
   * we do not wish (any more) is ours to stop when nobody else wishes it.
   */
  turn(videoId: string): Turn {
    const others = this.#neighbours.all()
    const deaf = this.#hearing === 'deaf'
    if (!this.#own.has(videoId)) {
      if (deaf || unionOf(others).has(videoId)) return 'others'
      if (this.#hearing !== 'all') return 'unknown'
      return this.#neighbours.leftLately(videoId, this.#deps.id) ? 'unknown' : 'ours'
    }
    if (this.#hearing === 'nothing') return 'unknown'
    const self = deaf ? this.#self() : this.#echo
    if (self?.wishes.some((wish) => wish.videoId === videoId) !== true) return 'unknown'
    return askerOf(videoId, [self, ...others]) === this.#deps.id ? 'ours' : 'others'
  }

  /** Takes our wishes back, so that the others need not wait for our lease to end. */
  stop(): void {
    if (this.#up) this.#deps.publishKept(stationTopic(this.#deps.id), '', LEASE)
    this.linkChanged(false)
    this.#callOff('say')
    this.#neighbours.stop()
  }

  #self(): Station {
    const wishes = this.#own.shared(this.#pictures)
    return { id: this.#deps.id, able: this.#ways.size > 0, wishes }
  }

  #hearOwn(payload: Uint8Array): void {
    if (!this.#up) return
    const text = new TextDecoder().decode(payload)
    if (!this.#said.has(text)) {
      if (!this.#timers.has('repair')) this.#after('repair', REPAIR_MS, () => this.#say())
      return
    }
    this.#callOff('repair')
    this.#echo = readWishes(this.#deps.id, payload)?.station
    if (this.#hearing === 'deaf') this.#hears('all')
    else this.#deps.changed()
  }

  #hearOther(id: string, payload: Uint8Array): void {
    if (payload.byteLength === 0) {
      if (this.#neighbours.gone(id)) this.#deps.changed()
      return
    }
    const read = readWishes(id, payload)
    if (read === undefined || !this.#neighbours.heard(read)) {
      this.counters.refused++
      return
    }
    this.#own.adopt(this.#deps.id, this.#neighbours.all())
    this.#saySoon()
    this.#deps.changed()
  }

  #hears(hearing: 'starts' | 'all' | 'deaf'): void {
    const deps = this.#deps
    this.#hearing = hearing
    const unheard: Fault = {
      code: 'stations-unheard',
      at: deps.now(),
      detail: stationTopic(deps.id),
    }
    if (hearing !== 'starts') deps.fault(hearing === 'deaf' ? unheard : undefined)
    deps.changed()
  }

  #saySoon(): void {
    if (this.#timers.has('say')) return
    this.#after('say', SAY_AFTER_MS, () => {
      const adopted = this.#own.takeAdopted()
      if (adopted.length > 0) this.#deps.adopt(adopted)
      if (this.#up && this.#text() !== this.#last) this.#say()
    })
  }

  #text(): string {
    return writeWishes(this.#self(), LEASE)
  }

  #say(): void {
    this.#after('renew', RENEW_MS, () => this.#say())
    const text = this.#text()
    if (!this.#deps.publishKept(stationTopic(this.#deps.id), text, LEASE)) return
    this.counters.said++
    this.#last = text
    this.#said.delete(text)
    this.#said.add(text)
    const [oldest = text] = this.#said
    if (this.#said.size > SAID_KEPT) this.#said.delete(oldest)
  }

  #after(name: 'say' | 'renew' | 'meet' | 'settle' | 'repair', ms: number, job: () => void): void {
    this.#callOff(name)
    const callOff = this.#deps.schedule(() => {
      this.#timers.delete(name)
      job()
    }, ms)
    this.#timers.set(name, callOff)
  }

  #callOff(name: 'say' | 'renew' | 'meet' | 'settle' | 'repair'): void {
    this.#timers.get(name)?.()
    this.#timers.delete(name)
  }
}
