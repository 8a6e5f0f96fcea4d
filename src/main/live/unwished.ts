import { isReportedLive } from './evidence'
import { TIMES } from './policy-times'
import { stopOf } from './requests-to-dock'
import type { Step } from './step'
import { without, type Stream } from './stream-memory'

const off = ({ memory }: Stream): Step => ({
  memory: { ...without(memory, 'held'), errand: { kind: 'idle' } },
  phase: { kind: 'off' },
})

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
  const runs = facts.sight.publishing || isReportedLive(stream)
  if (stops.count > 0 && !runs) return off(stream)
  const from = Math.max(facts.wishedSince + TIMES.linger, stops.after)
  if (now < from) return { memory, phase, until: from }
  const reachable = facts.site.linkUp !== undefined && facts.gateway.seen?.presence === 'online'
  if (!reachable) return { memory, phase: runs ? phase : { kind: 'off' } }
  return { memory, phase, action: stopOf(facts.videoId, held.gatewaySn) }
}
