import { comesBackUntil } from './coming-back'
import { isReportedLive } from './evidence'
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
const goesElsewhere = ({ facts: { sight, report }, memory: { held } }: Stream): boolean =>
  held !== undefined &&
  held.since < sight.since &&
  report?.live === true &&
  report.seen >= sight.since - TIMES.ended

/** Until when a stream that may be another's can still show, by coming here, that it is ours. */
const mayComeUntil = (stream: Stream): number | undefined => {
  const { facts, memory } = stream
  const { held } = memory
  if (facts.sight.publishing) return undefined
  if (goesElsewhere(stream))
    return facts.site.ingestUp === undefined
      ? Number.POSITIVE_INFINITY
      : comesBackUntil(facts, true)
  return held?.by === 'lost-start' ? held.since + TIMES.publish : undefined
}

/**
 * The next step for a stream that nobody wants any more. It is stopped only when we hold it: because
 * we started it, or because it came to us while it was wished. Streams of others run on.
 */
export const stepUnwished = (stream: Stream, now: number): Step => {
  const { facts, memory } = stream
  const { errand, held, stops } = memory
  const phase: Step['phase'] = { kind: 'stopping' }
  if (errand.kind === 'asked' || errand.kind === 'stopping') return { memory, phase }
  if (held === undefined) return off(stream)
  const may = mayComeUntil(stream)
  if (may !== undefined) return now < may ? { memory, phase, until: may } : off(stream)
  const runs = facts.sight.publishing || isReportedLive(stream)
  if (stops.count > 0 && !runs) return off(stream)
  const from = Math.max(facts.wishedSince + TIMES.linger, stops.after)
  if (now < from) return { memory, phase, until: from }
  if (gatewayObstacle(facts) !== undefined) return { memory, phase: runs ? phase : { kind: 'off' } }
  return { memory, phase, action: stopOf(facts.videoId, held.gatewaySn) }
}
