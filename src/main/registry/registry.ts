import { parseEnvelope } from '@protocol/dji/envelope'
import { parseTopic } from '@protocol/dji/topics'
import type { FleetPatch, Gateway, Presence } from '@shared/fleet'
import { age, presenceAt } from './ageing'
import { AircraftRoutes } from './aircraft-routes'
import { apply } from './apply'
import type { KeptGateway } from './capacity-file'
import { ClockSetBack, datedBack, earlier } from './clock-set-back'
import { newFacts, type GatewayFacts } from './facts'
import { gatewayView } from './gateway-view'
import { factsOfKept, keptDiffers, keptOf } from './kept-gateway'
import { PatchBatch, type Schedule } from './patch-batch'
import { count, newCounters, type DropReason } from './registry-counters'
import { route, type KnownDevices } from './routing'

/** Where capacities are kept between runs; see CapacityFolder. */
export interface CapacityKeeper {
  load(): Promise<KeptGateway[]>
  save(gateway: KeptGateway): void
  flush(): Promise<void>
}

export interface RegistryOptions {
  /** Left out where nothing is kept. */
  keeper?: CapacityKeeper
  /** The name given to a gateway, empty for none. */
  callsign: (sn: string) => string
  schedule: Schedule
}

interface Entry {
  facts: GatewayFacts
  lastSeen: number
  presence: Presence
  /** The broker lost its connection, and nothing came from it since. */
  left: boolean
  /** The last view that was built, with the facts it was built from. */
  view: Gateway | undefined
  revision: number
}

const MAX_GATEWAYS = 20_000
/** How long a gateway that never said what it is stays after it fell silent. */
const FORGET_MS = 60 * 60_000

/**
 * The fleet as its messages tell it. Takes every message of the station's subscriptions; what is
 * malformed, unknown or too much is counted in `counters` and changes nothing.
 */
export class Registry {
  readonly counters = newCounters()
  readonly #options: RegistryOptions
  readonly #entries = new Map<string, Entry>()
  readonly #routes = new AircraftRoutes()
  readonly #listeners = new Set<(patch: FleetPatch) => void>()
  readonly #batch: PatchBatch
  readonly #clock = new ClockSetBack()
  readonly #known: KnownDevices = {
    isGateway: (sn) => {
      const facts = this.#entries.get(sn)?.facts
      return facts !== undefined && (facts.modelKey !== undefined || facts.looksLikeDock)
    },
    gatewayOf: (sn) => this.#routes.gatewayOf(sn),
  }

  constructor(options: RegistryOptions) {
    this.#options = options
    this.#batch = new PatchBatch(options.schedule, (changed, removed) =>
      this.#tell(changed, removed),
    )
  }

  /** Takes in what was kept from the last run, without touching gateways already heard. */
  async load(): Promise<void> {
    for (const kept of (await this.#options.keeper?.load()) ?? []) {
      if (this.#entries.size >= MAX_GATEWAYS || this.#entries.has(kept.sn)) continue
      const facts = factsOfKept(kept)
      this.#entries.set(kept.sn, newEntry(facts, 0))
      this.#routes.follow(undefined, facts)
      this.#batch.change(kept.sn)
    }
  }

  /** Takes one message as it came from the broker; `at` is its time of arrival. Never throws. */
  receive(topic: string, payload: Uint8Array, at: number): void {
    const parsedTopic = parseTopic(topic)
    if (!parsedTopic) return this.#drop('unknown-topic')
    const parsed = parseEnvelope(payload)
    if (!parsed.ok) return this.#drop(parsed.reason)
    count(this.counters.messages, parsedTopic.kind)
    this.#followClock(at)
    const routed = route(parsedTopic, parsed.envelope, this.#known)
    if ('reason' in routed) return this.#drop(routed.reason)
    let entry = this.#entries.get(routed.gatewaySn)
    if (!routed.message) {
      if (entry) this.#heard(entry, at)
      return
    }
    this.counters.droppedFields += routed.droppedFields
    if (!entry) {
      if (this.#entries.size >= MAX_GATEWAYS) return this.#drop('fleet-full')
      entry = newEntry(newFacts(routed.gatewaySn, at), at)
      this.#entries.set(routed.gatewaySn, entry)
      this.#batch.change(routed.gatewaySn)
    }
    this.#heard(entry, at)
    this.#change(entry, apply(entry.facts, routed.message, at))
  }

  /** What time alone changes. Call about once a second. */
  tick(now: number): void {
    this.#followClock(now)
    for (const [sn, entry] of this.#entries) {
      const presence = entry.left ? 'offline' : presenceAt(entry.lastSeen, now)
      this.#bePresent(entry, presence)
      if (presence !== 'offline') this.#change(entry, age(entry.facts, now))
      else if (isStray(entry) && now - entry.lastSeen >= FORGET_MS) this.#forget(sn, entry)
    }
  }

  /** The broker lost the connection of a gateway: it is offline until it is heard again. */
  left(sn: string): void {
    const entry = this.#entries.get(sn)
    if (entry === undefined) return
    entry.left = true
    this.#bePresent(entry, 'offline')
  }

  fleet(): Gateway[] {
    return [...this.#entries.values()].map((entry) => this.#view(entry))
  }

  gateway(sn: string): Gateway | undefined {
    const entry = this.#entries.get(sn)
    return entry && this.#view(entry)
  }

  /** Called with changes that windows show, at most ten times a second; gives its off-switch. */
  onPatch(listener: (patch: FleetPatch) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Call when names given to gateways may have changed: that of one, or of any when left out. */
  callsignsChanged(only?: string): void {
    for (const sn of only === undefined ? this.#entries.keys() : [only]) {
      const entry = this.#entries.get(sn)
      if (!entry?.view || entry.view.callsign === this.#options.callsign(sn)) continue
      entry.view = undefined
      this.#batch.change(sn)
    }
  }

  /** Stops telling and resolves when everything is kept. */
  async close(): Promise<void> {
    this.#batch.stop()
    this.#listeners.clear()
    await this.#options.keeper?.flush()
  }

  #followClock(now: number): void {
    const back = this.#clock.by(now)
    if (back === 0) return
    for (const entry of this.#entries.values()) {
      entry.lastSeen = earlier(entry.lastSeen, back)
      entry.facts = datedBack(entry.facts, back)
    }
  }

  #heard(entry: Entry, at: number): void {
    entry.lastSeen = at
    entry.left = false
    if (entry.facts.firstSeen === 0) entry.facts = { ...entry.facts, firstSeen: at }
    this.#bePresent(entry, 'online')
  }

  #bePresent(entry: Entry, presence: Presence): void {
    if (presence === entry.presence) return
    entry.presence = presence
    this.#batch.change(entry.facts.sn)
  }

  #change(entry: Entry, facts: GatewayFacts): void {
    const before = entry.facts
    if (facts === before) return
    entry.facts = facts
    if (facts.revision === before.revision) return
    this.#batch.change(facts.sn)
    this.#routes.follow(before, facts)
    const kept = keptDiffers(before, facts) ? keptOf(facts) : undefined
    if (kept) this.#options.keeper?.save(kept)
  }

  #forget(sn: string, entry: Entry): void {
    this.#entries.delete(sn)
    this.#routes.follow(entry.facts, undefined)
    this.#batch.remove(sn)
  }

  #view(entry: Entry): Gateway {
    const { facts, presence, lastSeen } = entry
    const { view } = entry
    if (view && entry.revision === facts.revision && view.presence === presence) {
      if (view.lastSeen === lastSeen) return view
      return (entry.view = { ...view, lastSeen, streams: [...facts.streams] })
    }
    const callsign = this.#options.callsign(facts.sn)
    entry.revision = facts.revision
    return (entry.view = gatewayView(facts, { presence, lastSeen, callsign }))
  }

  #tell(changedSns: string[], removed: string[]): void {
    const changed = changedSns.flatMap((sn) => this.gateway(sn) ?? [])
    if (changed.length === 0 && removed.length === 0) return
    for (const listener of this.#listeners) listener({ changed, removed })
  }

  #drop(reason: DropReason): void {
    count(this.counters.dropped, reason)
  }
}

const newEntry = (facts: GatewayFacts, lastSeen: number): Entry => ({
  facts,
  lastSeen,
  presence: lastSeen === 0 ? 'offline' : 'online',
  left: false,
  view: undefined,
  revision: -1,
})

/** Never said what it is and never listed a camera: a typing error, a tester or a stranger. */
const isStray = ({ facts }: Entry): boolean =>
  facts.modelKey === undefined && !facts.looksLikeDock && facts.capacity === undefined
