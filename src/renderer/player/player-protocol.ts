import type { PictureLegs } from '@shared/diagnosis/evidence'
import type { FaultCode } from '@shared/fault'

/** Where a tile's pictures go: the writable end of a video track, or a canvas where there is none. */
export type SinkTarget =
  | { kind: 'track'; writable: WritableStream<VideoFrame> }
  | { kind: 'canvas'; canvas: OffscreenCanvas }

/** What one stream showed in the last second. */
export interface Sight {
  /** There is a port to the ingest. */
  port: boolean
  /** The decoder's configuration came. */
  configured: boolean
  /** Units that came over the port. */
  units: number
  /** Pictures written to the screen. */
  painted: number
  /** Pictures that left the decoder. */
  decoded: number
  /** Units thrown away to get back to now. */
  skipped: number
  /** Units waiting for the decoder at this moment. */
  queue: number
  /** Milliseconds from arrival at the ingest to now of the picture on screen; -1 for none. */
  ageMs: number
  /** Size of the picture on screen in pixels; 0 for none. */
  width: number
  height: number
  /** Kilobits a second that came over the port. */
  kbps: number
  /** Where the newest picture spent its time; absent while there is none. */
  legs?: PictureLegs
  fault?: FaultCode
}

/** Window → worker. A stream is named by its video id; all tiles of a window share it. */
export type WorkerRequest =
  /** A port of this stream, opened anew; it takes the place of the one before. */
  | { kind: 'port'; videoId: string; port: MessagePort }
  /** Let go of the port; the last picture and the sinks stay. */
  | { kind: 'unport'; videoId: string }
  | { kind: 'sink'; videoId: string; sink: string; target: SinkTarget }
  | { kind: 'unsink'; videoId: string; sink: string }
  /** Forget the stream and its last picture. */
  | { kind: 'forget'; videoId: string }
  | { kind: 'snapshot'; videoId: string; snapshot: number }
  /** The screen is composed by the processor, or is not. */
  | { kind: 'screen'; software: boolean }

/** Worker → window. */
export type WorkerReport =
  /** Each second, also with no stream at all: the sign of life. */
  | { kind: 'sights'; sights: { videoId: string; sight: Sight }[] }
  /** The port of this stream is of no more use; open another. */
  | { kind: 'lost'; videoId: string }
  /** `png` is absent when there is no picture. */
  | { kind: 'snapshot'; snapshot: number; png?: Blob }
