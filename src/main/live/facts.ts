import type { Gateway } from '@shared/fleet'
import type { PullOutcome, PullProtocol } from '@shared/media-server'
import type { IngestProtocol, StreamWish } from '@shared/stream'
import type { StepDown } from './protocol-ladder'

/**
 * What live control knows when it decides: evidence, each with the time at which it reached us.
 * All times are milliseconds of the steady clock.
 */

/** What a gateway last said about a stream. `seen` is when that statement came. */
export interface Report {
  live: boolean
  quality?: number
  lens?: string
  /** DJI's result code as the dock attached it to the stream. */
  error?: number
  seen: number
}

/** What the ingest sees of a stream. `since` is when the publisher came or went. */
export interface Sight {
  publishing: boolean
  since: number
  /** The ingest to which the publisher came, or how it was told to push to another server. */
  by?: IngestProtocol
  /** How the pictures of the present publisher are fetched from a media server of others. */
  fetched?: PullProtocol
  /** What last became of fetching them, and since when that is so. */
  pull?: { outcome: PullOutcome; since: number }
  /** Newest access unit and key frame of the present publisher. */
  unitAt?: number
  keyAt?: number
  /** Since when players say that they cannot decode what arrives. */
  undecodableSince?: number
  /** Since when it is known that the present publisher sends a format nobody here can show. */
  unsupportedSince?: number
  /** First and latest time in a row that a player said that the picture stands still. */
  frozen?: { since: number; last: number }
}

/**
 * Who of the stations that share one media server speaks to the dock about a stream. `ours`: we start
 * it and change it and, when we do not want it any more, stop it. `others`: another station asks for
 * it or, when only we do not want it any more, still wants it. `unknown`: we have not heard yet.
 */
export type Turn = 'ours' | 'others' | 'unknown'

export interface SiteFacts {
  /** When the MQTT link came up; undefined while it is not up. */
  linkUp?: number
  /** When the ingest of this stream began to listen; undefined while it does not. */
  ingestUp?: number
  /** The ingest is a media server of others: only its word tells that a stream is not there. */
  fetches?: true
}

export interface GatewayFacts {
  sn: string
  /** The gateway as the registry has it; undefined when nobody has seen it. */
  seen?: Gateway
  /** When the gateway was found online after an absence; older reports of streams are void. */
  onlineSince: number
  /** When anything came from it last; undefined when nothing ever did. */
  heardAt?: number
}

/** One video source with everything that bears on it. */
export interface StreamFacts {
  videoId: string
  /** Undefined when nobody wants the stream (any more). */
  wish?: StreamWish
  /** When the wish came or went. */
  wishedSince: number
  /** When the wish last changed in any way. */
  wishChanged?: number
  /** Undefined where no other station can want it. */
  turn?: Turn
  /** The gateway to command for this stream, and since when it is that one. */
  gateway: GatewayFacts
  gatewaySince: number
  /** The gateway named in the wish when another is commanded; it may know the aircraft better. */
  lister?: Gateway
  report?: Report
  sight: Sight
  /** How the dock shall push; undefined when it cannot push as wished, or nobody wishes. */
  protocol?: IngestProtocol
  /** Why that is not WHIP although nothing else is against it. */
  steppedDown?: StepDown
  /** Where the dock shall push; undefined when no address can be given yet. */
  address?: string
  site: SiteFacts
}
