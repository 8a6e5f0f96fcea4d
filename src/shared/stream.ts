import type { Fault } from './fault'
import type { CameraPosition } from './fleet'
import type { PullProtocol } from './media-server'

/** DJI `video_quality`: 0 adaptive, 1 smooth, 2 SD, 3 HD, 4 UHD. */
export type Quality = 0 | 1 | 2 | 3 | 4
export const QUALITIES: readonly Quality[] = [0, 1, 2, 3, 4]

/**
 * How the dock shall push. `auto` lets live control choose: WHIP where the gateway's model lists it
 * and it works, else RTMP.
 */
export const PUSH_PROTOCOLS = ['auto', 'whip', 'rtmp'] as const
export type PushProtocol = (typeof PUSH_PROTOCOLS)[number]
/** The ways into the media process. */
export type IngestProtocol = Exclude<PushProtocol, 'auto'>

/** WHIP failed with a gateway in a way that RTMP may cure: `auto` pushes by RTMP for a while. */
export interface SteppedDown {
  /** Why; its time is when. */
  fault: Fault
  /** Milliseconds since the epoch from which a start tries WHIP again. */
  until: number
}

/** What somebody wants of one video source. Live control works until this is so. */
export interface StreamWish {
  videoId: string
  /** The gateway that lists the source; a two-dock flight may overrule it. */
  gatewaySn: string
  protocol: PushProtocol
  quality: Quality
  /** Undefined leaves the lens as it is. */
  lens?: string
  /** Undefined leaves the dock camera where it is. */
  position?: CameraPosition
}

/** What a stream waits for before a start makes sense. */
export type WaitingFor = 'link' | 'gateway' | 'aircraft' | 'camera' | 'slot' | 'ingest' | 'station'

/**
 * Where a stream is. Times are milliseconds since the epoch.
 * `live` is said only when pictures arrive, never because a dock answered.
 */
export type StreamState =
  | { kind: 'off' }
  | { kind: 'waiting'; for: WaitingFor; since: number }
  | { kind: 'starting'; attempt: number; since: number }
  | { kind: 'accepted'; since: number }
  | { kind: 'live'; since: number; adopted: boolean }
  | { kind: 'stalled'; since: number }
  | { kind: 'retrying'; at: number; attempt: number; fault: Fault }
  | { kind: 'failed'; fault: Fault }
  | { kind: 'stopping'; since: number }

/** What the ingest sees of one stream, refreshed each second. */
export interface IngestMeter {
  publishing: boolean
  /** Bits a second over the last second. */
  bitrate: number
  /** Pictures a second over the last second. */
  fps: number
  width: number
  height: number
  /** Milliseconds since the epoch of the newest access unit; 0 when there was none. */
  lastUnit: number
  /** Milliseconds since the epoch of the newest key frame; 0 when there was none. */
  lastKey: number
  /** Units thrown away at the ingest since the publisher came, by reason. */
  dropped: number
}

/** One video source as live control sees it, sent to windows whenever it changes. */
export interface StreamStatus {
  videoId: string
  /** The wish in force, or undefined when nobody wants the stream. */
  wish?: StreamWish
  state: StreamState
  /** What the dock confirmed; a missing field was never confirmed. */
  confirmed: { quality?: Quality; lens?: string; position?: CameraPosition }
  /** A quality, lens or position change that was asked for and is not confirmed yet. */
  pending: ('quality' | 'lens' | 'position')[]
  /** The last change that the dock refused, until the next one is asked for. */
  refused?: Fault
  /** How the pictures come or, while none do, how the dock is asked to push them. */
  protocol?: IngestProtocol
  /** How the pictures are fetched now, when they come out of a media server of others. */
  fetched?: PullProtocol
  /** Why that is not WHIP although the wish is `auto` and the gateway's model lists it. */
  steppedDown?: SteppedDown
  meter?: IngestMeter
}
