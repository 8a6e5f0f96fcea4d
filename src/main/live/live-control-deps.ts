import type { Gateway } from '@shared/fleet'
import type { IngestProtocol } from '@shared/stream'
import type { ServiceMessage } from '@protocol/dji/live-services'
import type { Schedule } from './gateway-lane'
import type { Turn } from './facts'
import type { StepDownKeeper } from './protocol-ladder'

/** What became of a request to a gateway. */
export type ServiceReply =
  | { kind: 'reply'; result: number; output?: unknown; at: number }
  /** No reply, but what was asked was seen done. */
  | { kind: 'seen' }
  | { kind: 'timeout' }
  | { kind: 'link-down' }

/** Where a gateway shall push a source and how. */
export interface PushPlace {
  gatewaySn: string
  videoId: string
  protocol: IngestProtocol
}

export interface LiveControlDeps {
  /**
   * Sends a service request. Must end: with a reply, by its deadline, when the link is down, or as
   * `seen` once that signal is given.
   */
  request: (gatewaySn: string, message: ServiceMessage, seen?: AbortSignal) => Promise<ServiceReply>
  gateway: (sn: string) => Gateway | undefined
  /** The address for it; undefined while none is known. Holds a secret. */
  address: (place: PushPlace) => string | undefined
  /** True when docks push to a media server of others, from which pictures are fetched. */
  fetches?: boolean
  /** Whose turn it is to ask for a stream or to stop it; without it there are no other stations. */
  turn?: (videoId: string) => Turn
  /** Keeps over a restart with which gateways WHIP failed; without it that is forgotten. */
  stepDowns?: StepDownKeeper
  /** Milliseconds since the epoch; may leap. */
  now: () => number
  schedule: Schedule
}
