import type { AccessUnit, DecoderConfig } from './access-unit'
import type { FaultCode } from './fault'
import type { IngestMeter } from './stream'

/** Main → media. The first message after a port is the port's owner. */
export type MediaRequest =
  /** Listen, or listen elsewhere. Port 0 lets the system choose. */
  | { kind: 'listen'; host: string; port: number }
  /** Accept publishers of these streams, and only of these. `key` is the secret in the address. */
  | { kind: 'expect'; streams: { stream: string; key: string }[] }
  /** A window opens a stream: a message port comes with this message. */
  | { kind: 'open'; subscription: string; stream: string; format: OutletFormat }
  | { kind: 'stop' }

/** `units` for WebCodecs; `flv` for mpegts.js: an FLV byte stream in chunks. */
export type OutletFormat = 'units' | 'flv'

/** Media → main. */
export type MediaReport =
  | { kind: 'listening'; port: number }
  | { kind: 'listen-failed'; code: 'ingest-port-busy' | 'ingest-listen-failed'; detail: string }
  | { kind: 'publisher'; stream: string; event: 'started' | 'ended'; reason: string }
  /**
   * A publisher was turned away or a connection closed; `count` since the last report. `stream` is
   * told when the publisher named one that is expected.
   */
  | { kind: 'refused'; reason: string; remote: string; count: number; stream?: string }
  /** Each second, all streams that have a publisher or a viewer. */
  | { kind: 'meters'; meters: Record<string, IngestMeter> }
  | { kind: 'log'; level: 'info' | 'warn' | 'error'; text: string }

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
