import { audible } from './coming-back'
import { isReportedLive } from './evidence'
import type { StreamFacts } from './facts'
import { missingSince } from './fetched'
import { gatewayObstacle } from './obstacle'
import { TIMES } from './policy-times'
import { stopOf } from './requests-to-dock'
import type { Step } from './step'
import { without, type Stream } from './stream-memory'

const off = ({ memory }: Stream): Step => ({
  memory: { ...without(memory, 'held'), errand: { kind: 'idle' } },
  phase: { kind: 'off' },
})

/**
 * We had its publisher and lost it, and the dock said about then or since that the stream is live:
 * unless it comes back to us it goes to somebody else now. When the dock has been away since, it is
 * not ours all the same.
 */
const goesElsewhere = ({ facts, memory: { held } }: Stream): boolean => {
  const { report, sight, site } = facts
  if (held === undefined || report?.live !== true) return false
  // Another server may have it all the same while we do not reach it.
  if (site.fetches && !Number.isFinite(missingSince(facts))) return false
  return held.since < sight.since && report.seen >= sight.since - TIMES.ended
}

/** Until when its publisher may come back: nothing hurries, and nobody comes to a closed ingest. */
const backUntil = (facts: StreamFacts): number =>
  facts.site.ingestUp === undefined
    ? Number.POSITIVE_INFINITY
    : audible(facts, facts.sight.since) + TIMES.publish

/** Until when a stream that may be another's can still show, by coming here, that it is ours. */
const mayComeUntil = (stream: Stream): number | undefined => {
  const { facts, memory } = stream
  const { held } = memory
  if (facts.sight.publishing) return undefined
  if (goesElsewhere(stream)) return backUntil(facts)
  return held?.by === 'lost-start' ? held.since + TIMES.lateStart : undefined
}

/** The dock said that it has stopped; only the publisher of before can contradict that. */
const isOver = ({ facts: { sight }, memory: { stops } }: Stream): boolean =>
  stops.done !== undefined && !(sight.publishing && sight.since < stops.done)

/** Where stations share a stream another one may have stopped it since the wish went. */
const wasEnded = ({ facts: { report, turn, wishedSince } }: Stream): boolean =>
  turn !== undefined && report?.live === false && report.seen > wishedSince

/** Stops what is ours, again and again while it runs; what only the dock says runs, a few times. */
const stop = (stream: Stream, gatewaySn: string, now: number): Step => {
  const { facts, memory } = stream
  const { wishedSince, sight, videoId } = facts
  const { stops } = memory
  const phase: Step['phase'] = { kind: 'stopping' }
  const runs = sight.publishing || isReportedLive(stream)
  if (wasEnded(stream) && !runs) return off(stream)
  const from = Math.max(wishedSince + TIMES.linger, stops.after)
  if (now < from) return { memory, phase, until: from }
  // Not before: stations that let a stream go at the same moment must not leave it to each other.
  if (facts.turn === 'others') return off(stream)
  if (gatewayObstacle(facts) !== undefined) return { memory, phase: runs ? phase : { kind: 'off' } }
  if (stops.count > 0 && !runs) {
    const until = backUntil(facts)
    return now < until ? { memory, phase: { kind: 'off' }, until } : off(stream)
  }
  if (stops.count >= TIMES.stopTries && !sight.publishing) return off(stream)
  return { memory, phase, action: stopOf(videoId, gatewaySn) }
}

/**
 * The next step for a stream that nobody here wants any more. It is stopped only when we hold it: because
 * we started it, or because it came to us while it was wished. Streams of others run on, and so does
 * what another station of ours wants.
 */
export const stepUnwished = (stream: Stream, now: number): Step => {
  const { memory } = stream
  const { errand, held } = memory
  const phase: Step['phase'] = { kind: 'stopping' }
  if (errand.kind === 'asked' || errand.kind === 'stopping') return { memory, phase }
  if (held === undefined || isOver(stream)) return off(stream)
  const may = mayComeUntil(stream)
  if (may === undefined) return stop(stream, held.gatewaySn, now)
  if (now >= may) return off(stream)
  const soon = held.by !== 'lost-start' || now < held.since + TIMES.publish
  return { memory, phase: soon ? phase : { kind: 'off' }, until: may }
}
