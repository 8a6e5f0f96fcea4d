import { putUint24, putUint32 } from '../big-endian'

const VIDEO = 9
const TAG_HEADER = 11
const BACK_POINTER = 4

/** The file header of an FLV byte stream with video only, and the first back pointer (FLV E.2). */
export const flvHeader = (): Uint8Array =>
  Uint8Array.of(0x46, 0x4c, 0x56, 1, 1, 0, 0, 0, 9, 0, 0, 0, 0)

export interface FlvVideo {
  codec: 'h264' | 'h265'
  packet: 'config' | 'unit'
  key: boolean
  /** Decoding time in whole milliseconds, modulo 2^32. */
  timeMs: number
  /** Presentation minus decoding time in whole milliseconds. */
  compositionMs: number
  /** A configuration record, or NAL units with four-byte lengths. */
  data: Uint8Array
}

/**
 * One video tag with its back pointer (FLV E.4.1), in one buffer of its own: AVC in the classic
 * form, HEVC as enhanced RTMP's `hvc1`.
 */
export const flvVideoTag = (video: FlvVideo): Uint8Array => {
  const { data, timeMs } = video
  const intro = video.codec === 'h264' ? avcIntro(video) : hevcIntro(video)
  const size = intro.length + data.length
  const tag = new Uint8Array(TAG_HEADER + size + BACK_POINTER)
  tag[0] = VIDEO
  putUint24(tag, 1, size)
  putUint24(tag, 4, timeMs)
  tag[7] = timeMs >>> 24
  tag.set(intro, TAG_HEADER)
  tag.set(data, TAG_HEADER + intro.length)
  putUint32(tag, TAG_HEADER + size, TAG_HEADER + size)
  return tag
}

const frame = (key: boolean) => (key ? 0x10 : 0x20)

const avcIntro = ({ key, packet, compositionMs }: FlvVideo): Uint8Array => {
  const intro = Uint8Array.of(frame(key) | 7, packet === 'config' ? 0 : 1, 0, 0, 0)
  putUint24(intro, 2, compositionMs)
  return intro
}

const hevcIntro = ({ key, packet, compositionMs }: FlvVideo): Uint8Array => {
  const first = 0x80 | frame(key) | (packet === 'config' ? 0 : 1)
  const fourCc = [0x68, 0x76, 0x63, 0x31]
  if (packet === 'config') return Uint8Array.of(first, ...fourCc)
  const intro = Uint8Array.of(first, ...fourCc, 0, 0, 0)
  putUint24(intro, 5, compositionMs)
  return intro
}
