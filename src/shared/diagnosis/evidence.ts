import type { Fault, FaultCode } from '../fault'
import type { Presence } from '../fleet'
import type { PullOutcome, PullProtocol } from '../media-server'
import type { IngestState, LinkState, SiteMode } from '../site'
import type { IngestMeter, IngestProtocol, SteppedDown, StreamState } from '../stream'
import type { PlayerKind } from '../wall'

/** How a start ended at the dock. `lost`: no reply came, so nobody knows whether it was done. */
export type StartReply =
  | { kind: 'accepted'; at: number }
  | { kind: 'refused'; at: number; fault: Fault }
  | { kind: 'lost'; at: number }

/** The latest start that was sent, and the latest reply that any start got. */
export interface StartEvidence {
  at: number
  /** No reply yet. */
  pending: boolean
  reply?: StartReply
}

/**
 * What main knows of one stream, leg by leg: the raw material of `diagnose`. Times are milliseconds
 * since the epoch. Holds no secret.
 */
export interface StreamEvidence {
  /** When this was put together. */
  at: number
  mode: SiteMode
  link: LinkState
  ingest: IngestState
  /** The WHIP ingest; absent where it is turned off. */
  whip?: IngestState
  siteFaults: Fault[]
  /** False when every tile of this source is stopped. */
  wanted: boolean
  state: StreamState
  /** How the pictures come or shall come; absent while nobody wants them. */
  protocol?: IngestProtocol
  /** Why they come by RTMP although WHIP was to be expected. */
  steppedDown?: SteppedDown
  /** The gateway that is commanded for the stream; absent when it never reported. */
  gateway?: { sn: string; presence: Presence; lastSeen: number }
  /** Absent when the camera is the dock's own. `absent`: the gateway has another. */
  aircraft?: { sn: string; state: 'online' | 'off' | 'absent' }
  /** `unreported`: the gateway has told of no camera at all. */
  camera: 'listed' | 'missing' | 'unreported'
  start?: StartEvidence
  /** The latest word of the ingest on a publisher of this stream. */
  publisher?: { event: 'started' | 'ended'; at: number; reason: string; by?: IngestProtocol }
  /** The latest publisher of this stream that was turned away. */
  refusal?: { reason: string; remote: string; at: number }
  /** What last became of fetching it; absent unless a media server of others is used. */
  pulled?: { by: PullProtocol; outcome: PullOutcome; at: number }
  /** The latest failure of the stream; gone when it is live again. */
  lastFault?: Fault
  meter?: IngestMeter
}

/** Where a picture spent its time on its way from the ingest to the screen, in milliseconds. */
export interface PictureLegs {
  /** From its last byte at the ingest to the player. */
  receive: number
  decode: number
  /** From the decoder to the screen. */
  draw: number
}

/** What one player saw in the last second. */
export interface PlayerSight {
  /** When it said so, milliseconds since the epoch. */
  at: number
  /** It has a way to the ingest. */
  port: boolean
  /** It knows what to decode. */
  configured: boolean
  /** Units that came to it, pictures that left the decoder and that were painted. */
  units: number
  decoded: number
  painted: number
  /** Units that wait for the decoder. */
  queue: number
  /** Age of the picture on screen in milliseconds; -1 for none. */
  ageMs: number
  /** Only the player Now can tell. */
  legs?: PictureLegs
  fault?: FaultCode
}

/** What the window knows of a tile's player; `sight` is missing until it has reported. */
export interface PlayerEvidence {
  kind: PlayerKind
  /** Whether the window can be seen; a hidden one draws nothing. */
  visible: boolean
  sight?: PlayerSight
}
