import type { StartEvidence, StartReply, StreamEvidence } from '@shared/diagnosis/evidence'
import type { Fault } from '@shared/fault'
import { streamName, type MediaReport } from '@shared/media-contract'
import type { IngestProtocol, StreamStatus } from '@shared/stream'
import type { ServiceMessage } from '@protocol/dji/live-services'
import { liveResult } from '@protocol/dji/result-codes'
import { faultOfResult } from './fault-of-result'
import type { LiveControlDeps, ServiceReply } from './live-control-deps'

type Noted = Pick<StreamEvidence, 'start' | 'publisher' | 'pulled' | 'refusal' | 'lastFault'>
type Request = LiveControlDeps['request']

/** More streams than any wall shows; the oldest are forgotten. */
const MOST = 512

/**
 * What happened last to each stream: its start and the dock's reply, its publisher, its failure.
 * Nothing is decided by it; it is kept so that a black tile can be explained. Dates are of `now`,
 * milliseconds since the epoch.
 */
export class StreamRecord {
  readonly #now: () => number
  /** By stream name, the one thing that docks, ingest and tiles share. */
  readonly #noted = new Map<string, Noted>()

  constructor(now: () => number) {
    this.#now = now
  }

  of(videoId: string): Noted {
    return this.#noted.get(streamName(videoId)) ?? {}
  }

  /** Passes requests on and notes each start with what became of it. */
  noting(request: Request): Request {
    return async (gatewaySn, message, seen) => {
      const stream = startedStream(message)
      if (stream === undefined) return request(gatewaySn, message, seen)
      const asked: StartEvidence = {
        ...this.#noted.get(stream)?.start,
        at: this.#now(),
        pending: true,
      }
      this.#note(stream, { start: asked })
      const answered = (reply: StartReply): void => {
        // A newer start may be on its way already.
        if (this.#noted.get(stream)?.start === asked)
          this.#note(stream, { start: { at: asked.at, pending: false, reply } })
      }
      try {
        const reply = await request(gatewaySn, message, seen)
        answered(startReply(reply, this.#now()))
        return reply
      } catch (error) {
        answered({ kind: 'lost', at: this.#now() })
        throw error
      }
    }
  }

  /** What the media process tells of publishers. */
  reported(report: MediaReport): void {
    const at = this.#now()
    if (report.kind === 'publisher') {
      const { by, event, reason, stream } = report
      const { publisher } = this.#noted.get(stream) ?? {}
      // One that came the other way has taken the stream over before this end was told.
      const over = event === 'ended' && publisher?.event === 'started' && publisher.by !== by
      if (!over) this.#note(stream, { publisher: { event, reason, at, by } })
    } else if (report.kind === 'pulled') {
      this.#pulled(report, at)
    } else if (report.kind === 'refused' && report.stream !== undefined) {
      const { reason, remote, stream } = report
      this.#note(stream, { refusal: { reason, remote, at } })
    }
  }

  /** A media server of others has no publishers that we could see: pictures that flow stand for one. */
  #pulled({ by, outcome, stream }: MediaReport & { kind: 'pulled' }, at: number): void {
    const pulled = { by, outcome, at }
    const { publisher } = this.#noted.get(stream) ?? {}
    const event = outcome === 'flowing' ? 'started' : 'ended'
    if (publisher?.event === event || (publisher === undefined && event === 'ended'))
      return this.#note(stream, { pulled })
    this.#note(stream, { pulled, publisher: { event, reason: outcome, at } })
  }

  /** An ingest is gone, and with it every publisher that came to it. */
  ingestLost(by?: IngestProtocol): void {
    const at = this.#now()
    for (const [stream, { publisher }] of this.#noted)
      if (publisher?.event === 'started' && publisher.by === by)
        this.#note(stream, {
          publisher: { event: 'ended', reason: 'server-stopped', at, ...(by && { by }) },
        })
  }

  /** Notes failures; a stream that is live, or that nobody wants, has none. */
  changed(statuses: readonly StreamStatus[]): void {
    for (const { state, videoId } of statuses) {
      const stream = streamName(videoId)
      if (state.kind === 'retrying' || state.kind === 'failed')
        this.#note(stream, { lastFault: state.fault })
      else if (state.kind === 'live' || state.kind === 'off') this.#healthy(stream)
    }
  }

  #healthy(stream: string): void {
    const noted = this.#noted.get(stream)
    if (noted?.lastFault === undefined) return
    const { lastFault: _, ...rest } = noted
    this.#noted.set(stream, rest)
  }

  #note(stream: string, news: Noted): void {
    const noted = { ...this.#noted.get(stream), ...news }
    this.#noted.delete(stream)
    this.#noted.set(stream, noted)
    const [oldest] = this.#noted.keys()
    if (this.#noted.size > MOST && oldest !== undefined) this.#noted.delete(oldest)
  }
}

const startedStream = ({ method, data }: ServiceMessage): string | undefined => {
  const { video_id: videoId } = data
  return method === 'live_start_push' && typeof videoId === 'string'
    ? streamName(videoId)
    : undefined
}

const startReply = (reply: ServiceReply, at: number): StartReply => {
  if (reply.kind === 'seen') return { kind: 'accepted', at }
  if (reply.kind !== 'reply') return { kind: 'lost', at }
  const { key } = liveResult(reply.result)
  if (key === 'ok') return { kind: 'accepted', at }
  const fault: Fault = { code: faultOfResult(key), at, dji: reply.result }
  return { kind: 'refused', at, fault }
}
