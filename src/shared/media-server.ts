/** How pictures are fetched from a media server that is not ours, lowest delay first. */
export const PULL_PROTOCOLS = ['whep', 'ws-flv', 'http-flv', 'rtmp', 'rtsp', 'hls'] as const
export type PullProtocol = (typeof PULL_PROTOCOLS)[number]

/** One place a stream can be fetched from. */
export interface PullSource {
  by: PullProtocol
  /** May hold a secret: never shown, never logged. */
  url: string
  /** For WHEP, sent as `Authorization: Bearer`. */
  bearer?: string
}

/** A stream and where it can be fetched, the place to try first named first. */
export interface Pull {
  /** The stream's name in the hub. */
  stream: string
  sources: PullSource[]
}

/**
 * What became of a try: pictures flow; they flowed and ended; the server answers and has no such
 * stream; nobody answers there; it wants another name or key; what comes cannot be read; FFmpeg is
 * not there or too old (only for what needs it).
 */
export const PULL_OUTCOMES = [
  'flowing',
  'ended',
  'no-stream',
  'unreachable',
  'refused',
  'unreadable',
  'ffmpeg-missing',
  'ffmpeg-old',
] as const
export type PullOutcome = (typeof PULL_OUTCOMES)[number]
