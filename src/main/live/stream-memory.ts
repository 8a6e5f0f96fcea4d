import type { Fault } from '@shared/fault'
import type { CameraPosition } from '@shared/fleet'
import type { IngestProtocol, Quality } from '@shared/stream'
import type { StreamFacts } from './facts'

/** Where the latest attempt at a stream stands. */
export type Errand =
  /** Nothing is under way. */
  | { kind: 'idle' }
  /** A start is on its way to the dock. */
  | { kind: 'asked' }
  /** Pictures should come, because the dock accepted, already streams, or never answered. */
  | { kind: 'expecting'; because: Expectation; from: number; fault?: Fault }
  /** Another start after `until`, or after `lifted` once the dock has fetched its media. */
  | { kind: 'paused'; until: number; fault: Fault; lifted?: number }
  /**
   * Whatever runs must be stopped first. `flowing` when pictures arrive and are of no use; without a
   * fault when they shall only come another way.
   */
  | { kind: 'clearing'; from: number; fault?: Fault; flowing: boolean }
  /** A stop is on its way; without a fault because the wish went. */
  | { kind: 'stopping'; fault?: Fault }
  /** The start comes after `until`, or when the dock says, later than `stopped`, that it ended. */
  | { kind: 'cleared'; until: number; fault?: Fault; stopped?: number }
  /** The dock says that another stream is in the way; `others` names what ran then. */
  | { kind: 'slot'; until: number; others: string }
  /** Trying again is senseless until what `under` describes has changed. */
  | { kind: 'blocked'; fault: Fault; under: string }
export type Expectation = 'accepted' | 'already-live' | 'lost-reply'

/** A quality, lens or position that the dock was asked for. */
export interface Ask<T> {
  value: T
  outcome: 'sent' | 'acknowledged' | 'lost' | 'refused'
  /** When it was asked; a dock may report the change before it answers. */
  sent: number
  /** When the outcome was known. */
  at: number
  /** How often it was acknowledged, and how often in a row it was lost. */
  tries: number
  lost: number
  /** Why it was refused. */
  fault?: Fault
}
export interface Asks {
  quality?: Ask<Quality>
  lens?: Ask<string>
  position?: Ask<CameraPosition>
}
export type Control = keyof Asks

/**
 * What live control remembers of one stream between two looks. Never changed in place; times are
 * milliseconds of the steady clock, also those inside faults.
 */
export interface StreamMemory {
  errand: Errand
  /**
   * The gateway that pushes, or may push, this stream to us because we asked or adopted it.
   * Only what is held is stopped when its wish goes, and after a `lost-start` only once it came.
   */
  held?: { gatewaySn: string; by: 'start' | 'lost-start' | 'adoption'; since: number }
  asks: Asks
  /** The latest start that was sent, and whether the dock said yes to it. */
  started?: { by: IngestProtocol; at: number; accepted?: true }
  /** Failures that speak against WHIP, and the fault by which it was given up. */
  whip?: { strikes: number; gaveUp?: Fault }
  /** Starts since the stream was last healthy. */
  tries: number
  /** The latest failure and how often it came in a row. */
  streak?: { code: string; count: number }
  /** When the stream last was said to have ended; older reports of life do not count. */
  endedAt?: number
  /** Since when pictures arrive without a gap. */
  flowingSince?: number
  /** Latest restarts for reasons that must not repeat quickly. */
  keyRestart?: number
  undecodableRestart?: number
  frozenRestart?: number
  /** Streams of others that were stopped in favour of the wish. */
  takeOvers: { count: number; last: number }
  /** Stops since the wish changed, when the next may go, and when the dock said that it is done. */
  stops: { count: number; after: number; done?: number }
  /** When this stream last sent anything; the one that waits longest goes first. */
  lastSent: number
  /** The operator asked for a try now, whatever the limits say. */
  insist: boolean
}

/** One stream as the policy takes it. */
export interface Stream {
  facts: StreamFacts
  memory: StreamMemory
}

export const freshMemory = (): StreamMemory => ({
  errand: { kind: 'idle' },
  asks: {},
  tries: 0,
  takeOvers: { count: 0, last: 0 },
  stops: { count: 0, after: 0 },
  lastSent: Number.NEGATIVE_INFINITY,
  insist: false,
})

type Forgettable = 'held' | 'streak' | 'flowingSince' | 'whip'

/** The memory without the named entries. */
export const without = (memory: StreamMemory, ...names: Forgettable[]): StreamMemory => {
  const next = { ...memory }
  for (const name of names) delete next[name]
  return next
}
