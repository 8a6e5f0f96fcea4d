import type { Fault } from '@shared/fault'
import type { WaitingFor } from '@shared/stream'
import type { LiveRequest } from '@protocol/dji/live-services'
import type { StreamMemory } from './stream-memory'

/** A stream's state as decided, without the moment at which it began. `until` is steady time. */
export type Phase =
  | { kind: 'off' }
  | { kind: 'waiting'; for: WaitingFor }
  | { kind: 'starting'; attempt: number }
  | { kind: 'accepted' }
  | { kind: 'live'; adopted: boolean }
  | { kind: 'stalled' }
  | { kind: 'retrying'; until: number; attempt: number; fault: Fault }
  | { kind: 'failed'; fault: Fault }
  | { kind: 'stopping' }

/** One request to one gateway, on behalf of one stream. */
export interface Action {
  gatewaySn: string
  videoId: string
  request: LiveRequest
}

/** What a look at one stream gives: what to remember, what to show, and what to do or wait for. */
export interface Step {
  memory: StreamMemory
  phase: Phase
  action?: Action
  /** When another look is due although nothing happens; steady time. */
  until?: number
}
