import { flowOf } from './evidence'
import { obstacleOf } from './obstacle'
import { TIMES } from './policy-times'
import { faultAt, planRestart, restart } from './restart'
import { waitUntil } from './starting'
import type { Step } from './step'
import type { Stream } from './stream-memory'
import { whileFlowing } from './while-flowing'
import { withoutPictures } from './without-pictures'

/** A publisher that sends nothing: the dock believes all is well, so it must be told. */
const silent = (stream: Stream, free: boolean, now: number): Step => {
  const { facts, memory } = stream
  // Who fetches gives a silent source up by itself, and then tells whether the dock is to blame.
  if (obstacleOf(facts) !== undefined || facts.site.fetches)
    return { memory, phase: { kind: 'stalled' } }
  const planned = planRestart(stream, faultAt('media-silent', now), now)
  const step = restart({ facts, memory: planned }, free, now)
  return step ?? { memory: planned, phase: { kind: 'stalled' } }
}

/**
 * The next step for a stream that somebody wants. `free` says whether its gateway has a place for
 * one more stream.
 */
export const stepWished = (stream: Stream, free: boolean, now: number): Step => {
  const { facts, memory } = stream
  const { sight } = facts
  const { errand } = memory
  const flow = flowOf(sight, now)
  if (flow === 'flowing') return whileFlowing(stream, free, now)
  if (errand.kind === 'asked') return { memory, phase: { kind: 'starting', attempt: memory.tries } }
  if (errand.kind === 'stopping') {
    const { fault } = errand
    const attempt = memory.tries + 1
    if (fault === undefined) return { memory, phase: { kind: 'starting', attempt } }
    return { memory, phase: { kind: 'retrying', until: fault.at, attempt, fault } }
  }
  if (flow === 'none') return withoutPictures(stream, free, now)
  if (flow !== 'stalled' && sight.unsupportedSince !== undefined) {
    // The same dock would send the same format again: nothing to restart for.
    const fault = faultAt('codec-unsupported', sight.unsupportedSince)
    return { memory, phase: { kind: 'failed', fault } }
  }
  const restarting = restart(stream, free, now)
  if (restarting !== undefined) return restarting
  switch (flow) {
    case 'opening':
      return waitUntil(memory, sight.since + TIMES.silent, { kind: 'accepted' })
    case 'stalled':
      return waitUntil(memory, (sight.unitAt ?? now) + TIMES.silent, { kind: 'stalled' })
    case 'silent':
      return silent(stream, free, now)
  }
}
