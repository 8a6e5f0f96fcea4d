import { uint24, uint32 } from '../big-endian'

export type VideoTagCodec = 'h264' | 'h265'

/** What a video tag body says. Byte fields are views into it. */
export type VideoTag =
  | { kind: 'config'; codec: VideoTagCodec; record: Uint8Array }
  | { kind: 'unit'; codec: VideoTagCodec; data: Uint8Array; compositionMs: number }
  | { kind: 'end' }
  /** Metadata, seek marks and empty tags: nothing to show, nothing wrong. */
  | { kind: 'nothing' }
  | { kind: 'problem'; problem: 'tag-truncated' | 'codec-unsupported' }

const COMMAND_FRAME = 5
const LEGACY_CODECS: Readonly<Record<number, VideoTagCodec>> = { 7: 'h264', 12: 'h265' }
const FOURCC: Readonly<Record<number, VideoTagCodec>> = {
  0x61766331: 'h264',
  0x68766331: 'h265',
}
const PACKET = { start: 0, framesWithTime: 1, end: 2, frames: 3, metadata: 4 } as const

/**
 * Reads the body of an FLV video tag or RTMP video message: AVC (FLV 10.1 section E.4.3), the
 * unofficial HEVC codec id 12 of the same form, and enhanced RTMP's `avc1` and `hvc1`.
 */
export const readVideoTag = (body: Uint8Array): VideoTag => {
  const first = body[0]
  if (first === undefined) return { kind: 'nothing' }
  return (first & 0x80) !== 0 ? enhanced(body, first) : legacy(body, first)
}

const legacy = (body: Uint8Array, first: number): VideoTag => {
  if (first >> 4 === COMMAND_FRAME) return { kind: 'nothing' }
  const codec = LEGACY_CODECS[first & 0x0f]
  if (!codec) return { kind: 'problem', problem: 'codec-unsupported' }
  if (body.length < 5) return { kind: 'problem', problem: 'tag-truncated' }
  switch (body[1]) {
    case 0:
      return { kind: 'config', codec, record: body.subarray(5) }
    case 1:
      return { kind: 'unit', codec, data: body.subarray(5), compositionMs: signed24(body, 2) }
    case 2:
      return { kind: 'end' }
    default:
      return { kind: 'nothing' }
  }
}

const enhanced = (body: Uint8Array, first: number): VideoTag => {
  const packet = first & 0x0f
  if (((first >> 4) & 7) === COMMAND_FRAME || packet === PACKET.metadata) return { kind: 'nothing' }
  if (body.length < 5) return { kind: 'problem', problem: 'tag-truncated' }
  const codec = FOURCC[uint32(body, 1)]
  if (!codec) return { kind: 'problem', problem: 'codec-unsupported' }
  switch (packet) {
    case PACKET.start:
      return { kind: 'config', codec, record: body.subarray(5) }
    case PACKET.framesWithTime:
      if (body.length < 8) return { kind: 'problem', problem: 'tag-truncated' }
      return { kind: 'unit', codec, data: body.subarray(8), compositionMs: signed24(body, 5) }
    case PACKET.frames:
      return { kind: 'unit', codec, data: body.subarray(5), compositionMs: 0 }
    case PACKET.end:
      return { kind: 'end' }
    default:
      return { kind: 'nothing' }
  }
}

const signed24 = (bytes: Uint8Array, at: number): number => (uint24(bytes, at) << 8) >> 8
