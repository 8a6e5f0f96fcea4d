import { startOf } from './requests-to-dock'
import type { Step } from './step'
import { without, type Stream, type StreamMemory } from './stream-memory'

/**
 * Sends the start when there is a place for it, which `free` says. A stream that finds none gives
 * up its claim, so that two which wait cannot block each other.
 */
export const start = (stream: Stream, free: boolean): Step => {
  const { memory } = stream
  if (!free && !memory.insist) {
    const waiting = { ...without(memory, 'held'), errand: { kind: 'idle' } as const }
    return { memory: waiting, phase: { kind: 'waiting', for: 'slot' } }
  }
  const action = startOf(stream)
  if (action === undefined) return { memory, phase: { kind: 'waiting', for: 'ingest' } }
  return { memory, phase: { kind: 'starting', attempt: memory.tries + 1 }, action }
}

/** Keeps looking until a time, with the state that fits. */
export const waitUntil = (memory: StreamMemory, until: number, phase: Step['phase']): Step => ({
  memory,
  phase,
  until,
})
