import type { Fault } from '@shared/fault'
import type { IngestMeter, StreamState, StreamStatus } from '@shared/stream'
import type { Changes } from './changes'
import type { StreamFacts } from './facts'
import type { Phase } from './step'

/** Turns a steady time into milliseconds since the epoch. */
type Wall = (steady: number) => number

const dated = (fault: Fault, wall: Wall): Fault => ({ ...fault, at: wall(fault.at) })

const isSameState = (state: StreamState, phase: Phase): boolean => {
  if (state.kind !== phase.kind) return false
  if (state.kind === 'waiting' && phase.kind === 'waiting') return state.for === phase.for
  if (state.kind === 'starting' && phase.kind === 'starting') return state.attempt === phase.attempt
  return true
}

/** A phase with the moment at which it began, carried on from the state before when it is the same. */
export const stateOf = (
  phase: Phase,
  before: StreamState | undefined,
  now: number,
  wall: Wall,
): StreamState => {
  const kept = before !== undefined && isSameState(before, phase) && 'since' in before
  const since = kept ? before.since : wall(now)
  switch (phase.kind) {
    case 'off':
      return { kind: 'off' }
    case 'retrying': {
      const { attempt, fault, until } = phase
      return { kind: 'retrying', at: wall(until), attempt, fault: dated(fault, wall) }
    }
    case 'failed':
      return { kind: 'failed', fault: dated(phase.fault, wall) }
    default:
      return { ...phase, since }
  }
}

interface StatusParts {
  facts: StreamFacts
  state: StreamState
  changes: Changes
  meter: IngestMeter | undefined
  wall: Wall
}

/** What windows are told about a stream. */
export const statusOf = ({ facts, state, changes, meter, wall }: StatusParts): StreamStatus => {
  const { protocol, sight, site, steppedDown, videoId, wish } = facts
  const fetched = sight.publishing ? sight.fetched : undefined
  // Out of another server nobody can tell how a stream that we did not start came into it.
  const way = sight.publishing ? (sight.by ?? (site.fetches ? undefined : protocol)) : protocol
  const { confirmed, pending, refused } = changes
  return {
    videoId,
    ...(wish === undefined ? {} : { wish }),
    state,
    confirmed,
    pending: state.kind === 'live' ? pending : [],
    ...(refused === undefined ? {} : { refused: dated(refused, wall) }),
    ...(way === undefined ? {} : { protocol: way }),
    ...(fetched === undefined ? {} : { fetched }),
    ...(steppedDown &&
      way !== 'whip' && {
        steppedDown: { fault: dated(steppedDown.fault, wall), until: wall(steppedDown.until) },
      }),
    ...(meter === undefined ? {} : { meter }),
  }
}

/** The last that is told of a stream which nobody wants and which does not run. */
export const offStatus = (videoId: string): StreamStatus => ({
  videoId,
  state: { kind: 'off' },
  confirmed: {},
  pending: [],
})
