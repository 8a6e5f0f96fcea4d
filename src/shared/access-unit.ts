/** Video codecs a stream can carry. What the glass can show is asked of the decoder at run time. */
export type VideoCodec = 'h264' | 'h265'

/** What a decoder must know before the first picture (ISO/IEC 14496-15). */
export interface DecoderConfig {
  codec: VideoCodec
  /** RFC 6381 name, for example `avc1.64001f`. */
  codecString: string
  /** The configuration record: avcC or hvcC. Owns its buffer. */
  description: Uint8Array
  /** Picture size in pixels as the parameter sets say. */
  width: number
  height: number
}

/**
 * The one media unit. Whatever the dock pushed, behind its ingest a stream is a sequence of these.
 * One unit is one picture: length-prefixed NAL units (4-byte lengths), parameter sets and SEI
 * already taken out.
 */
export interface AccessUnit {
  codec: VideoCodec
  /** True when decoding can begin here. */
  key: boolean
  /** Decoding time on the publisher's clock in microseconds, only rising; good for order only. */
  time: number
  /** Presentation minus decoding time in microseconds; absent without B pictures. */
  composition?: number
  /** Milliseconds since the epoch when the last byte of the unit reached the ingest. */
  arrived: number
  /** Owns its buffer, so that a port copies this unit and not a pool. */
  data: Uint8Array
  /** Present on the first unit and on each unit where the configuration changed. */
  config?: DecoderConfig
}
