import type { FleetPatch, Gateway, ReportedStream } from '@shared/fleet'
import type { StreamWish } from '@shared/stream'
import type { GatewayFacts, Report } from './facts'
import { sourceSn } from './video-source'

/** A report with the registry's own time of it; `over` when we know better: it was stopped since. */
type Statement = Report & { at: number; over?: true }

interface Known {
  onlineSince: number
  offline: boolean
  /** The registry's time of the last message, and ours of noticing it. */
  lastSeen: number
  heardAt?: number
  aircraftSn?: string
  /** By video id; what once was listed and is not any more stays here as ended. */
  reports: Map<string, Statement>
}

const reportOf = (stream: ReportedStream, seen: number): Statement => ({
  live: stream.live,
  ...(stream.quality === undefined ? {} : { quality: stream.quality }),
  ...(stream.lens === undefined ? {} : { lens: stream.lens }),
  ...(stream.error === undefined ? {} : { error: stream.error }),
  at: stream.at,
  seen,
})

const isSameStatement = (a: Statement | undefined, b: Statement): boolean =>
  a?.at === b.at &&
  a.live === b.live &&
  a.quality === b.quality &&
  a.lens === b.lens &&
  a.error === b.error

/** The fleet as live control needs it: when things were said, and who carries which aircraft. */
export class FleetView {
  readonly #lookUp: (sn: string) => Gateway | undefined
  readonly #known = new Map<string, Known>()
  readonly #carriers = new Map<string, Set<string>>()

  constructor(lookUp: (sn: string) => Gateway | undefined) {
    this.#lookUp = lookUp
  }

  /** Takes what changed in the fleet at the steady time `now`. */
  apply(patch: FleetPatch, now: number): void {
    for (const { sn } of patch.changed) this.observe(sn, now)
    for (const sn of patch.removed) {
      this.#carry(sn, undefined)
      this.#known.delete(sn)
    }
  }

  /** Looks at one gateway; also how a gateway is met for the first time. */
  observe(sn: string, now: number): void {
    const gateway = this.#lookUp(sn)
    if (gateway === undefined) return
    const known: Known = this.#known.get(sn) ?? {
      onlineSince: now,
      offline: false,
      lastSeen: 0,
      reports: new Map(),
    }
    if (gateway.lastSeen !== known.lastSeen) known.heardAt = now
    known.lastSeen = gateway.lastSeen
    const offline = gateway.presence === 'offline'
    if (known.offline && !offline) known.onlineSince = now
    known.offline = offline
    this.#known.set(sn, known)
    this.#carry(sn, gateway.aircraft?.online === true ? gateway.aircraft.sn : undefined)
    this.#observeStreams(known, gateway.streams, now)
  }

  /** A gateway is back: what it said of its streams before is void. */
  returned(sn: string, now: number): void {
    const known = this.#known.get(sn)
    if (known !== undefined) known.onlineSince = now
  }

  /** The gateway with that serial number, as facts. */
  gateway(sn: string, now: number): GatewayFacts {
    const seen = this.#lookUp(sn)
    if (seen !== undefined && !this.#known.has(sn)) this.observe(sn, now)
    const { onlineSince = now, heardAt } = this.#known.get(sn) ?? {}
    const heard = heardAt === undefined ? {} : { heardAt }
    return seen === undefined ? { sn, onlineSince } : { sn, seen, onlineSince, ...heard }
  }

  report(gatewaySn: string, videoId: string): Report | undefined {
    const report = this.#known.get(gatewaySn)?.reports.get(videoId)
    return report?.over === true ? { ...report, live: false } : report
  }

  /** A stream was stopped: what the gateway said of it before does not count any more. */
  ended(gatewaySn: string, videoId: string): void {
    const report = this.#known.get(gatewaySn)?.reports.get(videoId)
    if (report !== undefined) report.over = true
  }

  /** Video ids that a gateway says it pushes, as far as that is newer than its last absence. */
  live(gatewaySn: string): string[] {
    const known = this.#known.get(gatewaySn)
    if (known === undefined || known.offline) return []
    return [...known.reports]
      .filter(
        ([, report]) => report.live && report.over !== true && report.seen >= known.onlineSince,
      )
      .map(([videoId]) => videoId)
  }

  /**
   * The gateway to command for a wish: the one with the aircraft's best link, else the wish's own,
   * else another one to which the aircraft is connected now.
   */
  commanded({ videoId, gatewaySn }: StreamWish): string {
    const aircraftSn = sourceSn(videoId)
    const carriers = this.#carriers.get(aircraftSn)
    if (carriers === undefined || carriers.size === 0) return gatewaySn
    const nearest = carriers.has(gatewaySn) ? gatewaySn : ([...carriers][0] ?? gatewaySn)
    const best = this.#lookUp(nearest)?.aircraft?.bestLinkGateway
    return best !== undefined && this.#lookUp(best) !== undefined ? best : nearest
  }

  #carry(gatewaySn: string, aircraftSn: string | undefined): void {
    const known = this.#known.get(gatewaySn)
    if (known === undefined || known.aircraftSn === aircraftSn) return
    if (known.aircraftSn !== undefined) {
      const carriers = this.#carriers.get(known.aircraftSn)
      carriers?.delete(gatewaySn)
      if (carriers?.size === 0) this.#carriers.delete(known.aircraftSn)
      delete known.aircraftSn
    }
    if (aircraftSn === undefined) return
    known.aircraftSn = aircraftSn
    const carriers = this.#carriers.get(aircraftSn) ?? new Set()
    this.#carriers.set(aircraftSn, carriers.add(gatewaySn))
  }

  #observeStreams(known: Known, streams: readonly ReportedStream[], now: number): void {
    const listed = new Set<string>()
    for (const stream of streams) {
      listed.add(stream.videoId)
      const before = known.reports.get(stream.videoId)
      const report = reportOf(stream, now)
      if (!isSameStatement(before, report)) known.reports.set(stream.videoId, report)
    }
    for (const [videoId, report] of known.reports) {
      if (listed.has(videoId)) continue
      if (report.live) known.reports.set(videoId, { ...report, live: false, seen: now })
      else if (known.reports.size > 64) known.reports.delete(videoId)
    }
  }
}
