import { flowOf, isReportedLive } from './evidence'
import { fetchFault } from './fetched'
import { obstacleOf } from './obstacle'
import { faultAt } from './restart'
import type { Phase, Step } from './step'
import { without, type Stream, type StreamMemory } from './stream-memory'

/** What we had begun is the other station's now; an answer that is on its way is still awaited. */
const handedOver = (memory: StreamMemory): StreamMemory => {
  const { kind } = memory.errand
  if (kind === 'asked' || kind === 'stopping') return memory
  const kept = without(memory, 'streak', 'whip')
  return { ...kept, errand: { kind: 'idle' }, tries: 0, insist: false }
}

const phaseOf = (stream: Stream, now: number): Phase => {
  const { facts, memory } = stream
  const { sight } = facts
  const flow = flowOf(sight, now)
  if (flow === 'flowing') return { kind: 'live', adopted: memory.held?.by === 'adoption' }
  if (flow === 'stalled') return { kind: 'stalled' }
  if (flow !== 'none' && sight.unsupportedSince !== undefined)
    return { kind: 'failed', fault: faultAt('codec-unsupported', sight.unsupportedSince) }
  if (flow === 'opening') return { kind: 'accepted' }
  const fault = fetchFault(facts)
  if (fault !== undefined) return { kind: 'failed', fault }
  const obstacle = obstacleOf(facts)
  if (obstacle !== undefined) return { kind: 'waiting', for: obstacle }
  if (flow === 'silent') return { kind: 'stalled' }
  if (isReportedLive(stream)) return { kind: memory.held === undefined ? 'accepted' : 'stalled' }
  return { kind: 'waiting', for: 'station' }
}

/**
 * The next step for a wished stream about which another station speaks to the dock: nothing is asked,
 * and what is said is only what we see.
 */
export const whileOthersAsk = ({ facts, memory }: Stream, now: number): Step => {
  const stream = { facts, memory: handedOver(memory) }
  return { memory: stream.memory, phase: phaseOf(stream, now) }
}
