import type { AccessUnit, DecoderConfig } from './access-unit'
import type { FaultCode } from './fault'
import type { Pull, PullOutcome, PullProtocol } from './media-server'
import type { IngestMeter, IngestProtocol } from './stream'

/** Main → media. The first message after a port is the port's owner. */
export type MediaRequest =
  /** Listen, or listen elsewhere. Port 0 lets the system choose. */
  | { kind: 'listen'; host: string; port: number }
  /**
   * Take WHIP publishers too, HTTP on `port`, media on UDP ports of the range (0 to 0: any).
   * `external` is an IP address docks reach us at, named first in answers.
   */
  | ({ kind: 'listen-whip' } & WhipPlace)
  /** Take no more WHIP publishers and end those there are. */
  | { kind: 'unlisten-whip' }
  /** Accept publishers of these streams, and only of these. `key` is the secret in the address. */
  | { kind: 'expect'; streams: { stream: string; key: string }[] }
  /**
   * Fetch these streams from other servers, and only these: the whole list each time. `ffmpeg` is
   * the program for what needs it; without one it is looked for on the PATH.
   */
  | { kind: 'pull'; pulls: Pull[]; ffmpeg?: string }
  /** Try again now what waits for its next try, for instance because the dock has just answered. */
  | { kind: 'pull-again'; stream: string }
  /** A window opens a stream: a message port comes with this message. */
  | { kind: 'open'; subscription: string; stream: string; format: OutletFormat }
  | { kind: 'stop' }

export interface WhipPlace {
  host: string
  port: number
  udp: { from: number; to: number }
  external?: string
}

/** `units` for WebCodecs; `flv` for mpegts.js: an FLV byte stream in chunks. */
export type OutletFormat = 'units' | 'flv'

/** Media → main. */
export type MediaReport =
  | { kind: 'listening'; ingest: IngestProtocol; port: number }
  | { kind: 'listen-failed'; ingest: IngestProtocol; code: ListenFailure; detail: string }
  | {
      kind: 'publisher'
      stream: string
      event: 'started' | 'ended'
      reason: string
      by: IngestProtocol
    }
  /**
   * A publisher was turned away or a connection closed; `count` since the last report. `stream` is
   * told when the publisher named one that is expected.
   */
  | { kind: 'refused'; reason: string; remote: string; count: number; stream?: string }
  /** What became of fetching a stream; said again only when it changes. `detail` holds no secret. */
  | { kind: 'pulled'; stream: string; by: PullProtocol; outcome: PullOutcome; detail: string }
  /** What a WHIP publisher offered and what it was told, without secrets. */
  | { kind: 'whip-exchange'; exchange: WhipExchange }
  /** Each second, all streams that have a publisher or a viewer. */
  | { kind: 'meters'; meters: Record<string, IngestMeter> }
  | { kind: 'log'; level: 'info' | 'warn' | 'error'; text: string }

export type ListenFailure =
  'ingest-port-busy' | 'ingest-listen-failed' | 'whip-port-busy' | 'whip-listen-failed'

/** One WHIP request of an expected stream; SDP without passwords and cut where it is very long. */
export interface WhipExchange {
  /** Milliseconds since the epoch. */
  at: number
  remote: string
  stream?: string
  offer: string
  answer?: string
  /** HTTP status of the answer. */
  status: number
  /** Why it was refused. */
  reason?: string
  userAgent?: string
}

/** Media → player worker over a subscription's port. */
export type OutletMessage =
  | { kind: 'config'; config: DecoderConfig }
  | { kind: 'unit'; unit: AccessUnit; replay: boolean }
  | { kind: 'flv'; data: Uint8Array }
  | { kind: 'state'; state: 'waiting' | 'live' | 'ended' | 'unsupported'; fault?: FaultCode }

/**
 * Player → media over the same port. `taken` counts messages taken since the port opened; the
 * outlet stops sending when too many are out and starts again with the last group of pictures.
 * `resync` asks for the configuration and the group of pictures again (new decoder, shown again).
 */
export type PlayerMessage =
  { kind: 'taken'; count: number } | { kind: 'resync' } | { kind: 'close' }

/** RTMP app in the address given to docks. */
export const RTMP_APP = 'live'

/** The stream name of a video id: `/` becomes `_`, reversible because DJI ids hold no `_`. */
export const streamName = (videoId: string): string => videoId.replaceAll('/', '_')
