import type { Fault, FaultCode } from '@shared/fault'
import type { StreamFacts } from './facts'
import { obstacleOf } from './obstacle'
import { restartPause } from './pauses'
import { stopOf } from './requests-to-dock'
import { start, waitUntil } from './starting'
import type { Step } from './step'
import type { Errand, Stream, StreamMemory } from './stream-memory'
import { strikeWhip } from './whip-strikes'

/**
 * Decides that a stream must be stopped and started again. The first time at once, then with
 * growing pauses. `flowing` when pictures arrive and are of no use.
 */
export const planRestart = (
  stream: Stream,
  fault: Fault,
  now: number,
  flowing = false,
): StreamMemory => {
  const { facts } = stream
  const memory = strikeWhip(stream, { ...fault, at: now }, now)
  const count = memory.streak?.code === fault.code ? memory.streak.count + 1 : 1
  const from = now + restartPause(facts.videoId, memory.tries)
  const errand = { kind: 'clearing', from, fault, flowing } as const
  return { ...memory, errand, streak: { code: fault.code, count } }
}

export const faultAt = (code: FaultCode, at: number): Fault => ({ code, at })

/** From when a stream that was stopped can be started. */
const clearedAt = (
  { until, stopped = Number.POSITIVE_INFINITY }: Extract<Errand, { kind: 'cleared' }>,
  { report }: StreamFacts,
): number =>
  report?.live === false && report.seen > stopped ? Math.min(until, report.seen) : until

/**
 * The next thing to do for a stream that is being stopped and started again; undefined when it is
 * not.
 */
export const restart = (stream: Stream, free: boolean, now: number): Step | undefined => {
  const { facts, memory } = stream
  const { errand } = memory
  if (errand.kind !== 'clearing' && errand.kind !== 'cleared') return undefined
  const obstacle = obstacleOf(facts)
  if (obstacle !== undefined) return { memory, phase: { kind: 'waiting', for: obstacle } }
  const until = errand.kind === 'clearing' ? errand.from : clearedAt(errand, facts)
  const attempt = memory.tries + 1
  const { fault } = errand
  if (now < until) {
    const phase: Step['phase'] =
      fault === undefined
        ? { kind: 'starting', attempt }
        : { kind: 'retrying', until, attempt, fault }
    return waitUntil(memory, until, phase)
  }
  if (errand.kind === 'cleared') return start(stream, free)
  return {
    memory,
    phase:
      fault === undefined
        ? { kind: 'starting', attempt }
        : { kind: 'retrying', until: errand.from, attempt, fault },
    action: stopOf(facts.videoId, facts.gateway.sn),
  }
}
