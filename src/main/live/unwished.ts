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
 * it goes to somebody else now. When the dock has been away since, it is not ours all the same.
 */
const goesElsewhere = ({ facts: { sight, report }, memory: { held } }: Stream): boolean =>
  !sight.publishing &&
  held !== undefined &&
  held.since < sight.since &&
  report?.live === true &&
  report.seen >= sight.since - TIMES.ended

/**
 * The next step for a stream that nobody wants any more. It is stopped only when we hold it: because
 * we started it, or because it came to us while it was wished. Streams of others run on.
 */
export const stepUnwished = (stream: Stream, now: number): Step => {
  const { facts, memory } = stream
  const { errand, held, stops } = memory
  const phase: Step['phase'] = { kind: 'stopping' }
  if (errand.kind === 'asked' || errand.kind === 'stopping') return { memory, phase }
  if (held === undefined || goesElsewhere(stream)) return off(stream)
  const runs = facts.sight.publishing || isReportedLive(stream)
  if (stops.count > 0 && !runs) return off(stream)
  const from = Math.max(facts.wishedSince + TIMES.linger, stops.after)
  if (now < from) return { memory, phase, until: from }
  if (gatewayObstacle(facts) !== undefined) return { memory, phase: runs ? phase : { kind: 'off' } }
  if (held.by === 'lost-start' && !facts.sight.publishing) {
    const until = held.since + TIMES.publish
    return now < until ? { memory, phase, until } : off(stream)
  }
  return { memory, phase, action: stopOf(facts.videoId, held.gatewaySn) }
}
