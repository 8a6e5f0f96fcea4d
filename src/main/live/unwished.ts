import { isReportedLive } from './evidence'
import { missingSince } from './fetched'
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
 * it goes to somebody else now.
 */
const goesElsewhere = (stream: Stream): boolean => {
  const { sight, report } = stream.facts
  const { held } = stream.memory
  if (held === undefined || sight.publishing || !isReportedLive(stream)) return false
  // Another server may have it all the same while we do not reach it.
  if (stream.facts.site.fetches && !Number.isFinite(missingSince(stream.facts))) return false
  return held.since < sight.since && (report?.seen ?? 0) >= sight.since - TIMES.ended
}

/** Where stations share a stream another one may have stopped it since the wish went. */
const wasEnded = ({ facts: { report, turn, wishedSince } }: Stream): boolean =>
  turn !== undefined && report?.live === false && report.seen > wishedSince

/**
 * The next step for a stream that nobody here wants any more. It is stopped only when we hold it: because
 * we started it, or because it came to us while it was wished. Streams of others run on, and so does
 * what another station of ours wants.
 */
export const stepUnwished = (stream: Stream, now: number): Step => {
  const { facts, memory } = stream
  const { errand, held, stops } = memory
  const phase: Step['phase'] = { kind: 'stopping' }
  if (errand.kind === 'asked' || errand.kind === 'stopping') return { memory, phase }
  if (held === undefined || goesElsewhere(stream)) return off(stream)
  const runs = facts.sight.publishing || isReportedLive(stream)
  if ((stops.count > 0 || wasEnded(stream)) && !runs) return off(stream)
  const from = Math.max(facts.wishedSince + TIMES.linger, stops.after)
  if (now < from) return { memory, phase, until: from }
  // Not before: stations that let a stream go at the same moment must not leave it to each other.
  if (facts.turn === 'others') return off(stream)
  const reachable = facts.site.linkUp !== undefined && facts.gateway.seen?.presence === 'online'
  if (!reachable) return { memory, phase: runs ? phase : { kind: 'off' } }
  return { memory, phase, action: stopOf(facts.videoId, held.gatewaySn) }
}
