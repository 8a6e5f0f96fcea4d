import type { PlayerReport } from '@shared/contract'
import type { PullOutcome, PullProtocol } from '@shared/media-server'
import type { IngestMeter, IngestProtocol } from '@shared/stream'
import type { Sight } from './facts'
import { TIMES } from './policy-times'

interface Seen extends Sight {
  meter?: IngestMeter
  /** The meter's own times as last read: a change is what proves a new unit. */
  lastUnit: number
  lastKey: number
}

/** A player's word counts as proof of new pictures when they are at most this old. */
const FRESH_PICTURE = 2000

/** Meters come each second: a time in them that is further off comes from a clock that was moved. */
const METER_PERIOD = 1000

/** One moment on the steady clock and on the wall clock, by which meters date their units. */
interface Moment {
  now: number
  wall: number
}

/** What an ingest tells of a publisher; `stream` is the name that `streamName` makes. */
export interface PublisherEvent {
  stream: string
  event: 'started' | 'ended'
  by?: IngestProtocol
}

/** What became of fetching a stream; `pushed` is how its dock was told to push it, if we told it. */
export interface PullEvent {
  stream: string
  by: PullProtocol
  outcome: PullOutcome
  pushed?: IngestProtocol
}

/** More streams than any wall shows. */
const MOST_PULLS = 1024

const ageOf = (at: number, wall: number): number => Math.min(Math.max(wall - at, 0), METER_PERIOD)

const NOTHING: Sight = { publishing: false, since: 0 }

/** Another player may not look at the content: its silence does not end a freeze, time does. */
const frozenOn = (before: Sight['frozen'], now: number): Sight['frozen'] & object => {
  const same = before !== undefined && now - before.last <= TIMES.frozenGap
  return { since: same ? before.since : now, last: now }
}

/** What the ingest and the players see, by stream name, on the steady clock. */
export class IngestView {
  readonly #seen = new Map<string, Seen>()
  readonly #pulls = new Map<string, Sight['pull'] & object>()

  sight(stream: string): Sight {
    const seen = this.#seen.get(stream) ?? NOTHING
    const pull = this.#pulls.get(stream)
    return pull === undefined ? seen : { ...seen, pull }
  }

  /** Whether the stream ever had a publisher or a meter here. */
  knows(stream: string): boolean {
    return this.#seen.has(stream)
  }

  meter(stream: string): IngestMeter | undefined {
    return this.#seen.get(stream)?.meter
  }

  /** `by` is the ingest that says so; without one whoever publishes is meant. */
  publisherChanged({ stream, event, by }: PublisherEvent, now: number): void {
    const before = this.#seen.get(stream)
    const publishing = event === 'started'
    if (!publishing && before?.publishing !== true) return
    // Who came the other way has taken the stream over before this one's end was told.
    if (!publishing && by !== undefined && before?.by !== undefined && by !== before.by) return
    const { lastUnit = 0, lastKey = 0, meter } = before ?? {}
    const next: Seen = { publishing, since: now, lastUnit, lastKey }
    const way = by ?? before?.by
    if (way !== undefined) next.by = way
    if (meter !== undefined && publishing) next.meter = meter
    this.#seen.set(stream, next)
  }

  /** Takes what a media server of others said of a stream. */
  pulled({ by, outcome, pushed, stream }: PullEvent, now: number): void {
    const before = this.#pulls.get(stream)
    this.#pulls.delete(stream)
    this.#pulls.set(stream, before?.outcome === outcome ? before : { outcome, since: now })
    const [oldest] = this.#pulls.keys()
    if (this.#pulls.size > MOST_PULLS && oldest !== undefined) this.#pulls.delete(oldest)
    if (outcome !== 'flowing') return this.publisherChanged({ stream, event: 'ended' }, now)
    // Another source of the same stream took over: the pictures go on.
    if (this.#seen.get(stream)?.publishing !== true)
      this.publisherChanged({ stream, event: 'started' }, now)
    const seen = this.#seen.get(stream)
    if (seen === undefined) return
    seen.fetched = by
    if (pushed !== undefined) seen.by = pushed
  }

  /** Takes the meters of all streams; a stream that is missing has neither publisher nor viewer. */
  meters(meters: Readonly<Record<string, IngestMeter>>, { now, wall }: Moment): void {
    for (const stream of this.#seen.keys()) {
      if (meters[stream] === undefined) this.publisherChanged({ stream, event: 'ended' }, now)
    }
    for (const [stream, meter] of Object.entries(meters))
      this.#measure(stream, meter, { now, wall })
    for (const [stream, seen] of this.#seen) {
      if (!seen.publishing && meters[stream] === undefined && this.#seen.size > 1024) {
        this.#seen.delete(stream)
      }
    }
  }

  /** A player that paints new pictures proves that they arrive; one that cannot decode says so. */
  playerReport(stream: string, report: PlayerReport, now: number): void {
    const seen = this.#seen.get(stream)
    if (seen?.publishing !== true) return
    const fresh = report.painted > 0 && report.ageMs >= 0 && report.ageMs < FRESH_PICTURE
    if (fresh) {
      seen.unitAt = Math.max(seen.unitAt ?? 0, now - report.ageMs, seen.since)
      delete seen.undecodableSince
      delete seen.unsupportedSince
      if (report.fault === 'picture-frozen') seen.frozen = frozenOn(seen.frozen, now)
    } else if (report.fault === 'stream-undecodable') {
      seen.undecodableSince ??= now
    } else if (report.fault === 'codec-unsupported') {
      seen.unsupportedSince ??= now
    }
  }

  /** An ingest is gone, and with it every publisher that came to it. */
  clear(by: IngestProtocol, now: number): void {
    for (const stream of this.#seen.keys())
      this.publisherChanged({ stream, event: 'ended', by }, now)
  }

  #measure(stream: string, meter: IngestMeter, { now, wall }: Moment): void {
    const before = this.#seen.get(stream)
    if (before?.publishing !== meter.publishing) {
      this.publisherChanged({ stream, event: meter.publishing ? 'started' : 'ended' }, now)
    }
    const seen = this.#seen.get(stream)
    if (seen === undefined) return
    if (seen.publishing && meter.lastUnit > 0 && meter.lastUnit !== seen.lastUnit) {
      seen.unitAt = now - ageOf(meter.lastUnit, wall)
    }
    if (seen.publishing && meter.lastKey > 0 && meter.lastKey !== seen.lastKey) {
      seen.keyAt = now - ageOf(meter.lastKey, wall)
    }
    seen.lastUnit = meter.lastUnit
    seen.lastKey = meter.lastKey
    seen.meter = meter
  }
}
