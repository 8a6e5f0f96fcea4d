import { uint16, uint32 } from '../big-endian'
import { ByteWriter } from '../byte-writer'
import { readExtensions, writeExtensions } from './header-extensions'

/** An RTP packet (RFC 3550 section 5.1). Payload and extensions are views. */
export interface RtpPacket {
  /** 0 to 127. */
  payloadType: number
  /** 16 bits, wraps around. */
  sequence: number
  /** In units of the payload's clock, 32 bits, wraps around. */
  timestamp: number
  ssrc: number
  marker: boolean
  /** Without padding; empty in packets that only probe the path. */
  payload: Uint8Array
  /** By id (RFC 8285). */
  extensions: ReadonlyMap<number, Uint8Array>
}

const HEADER_BYTES = 12

/** Reads one packet; undefined for what is none: another version, RTCP, lengths that lie. */
export const readRtpPacket = (bytes: Uint8Array): RtpPacket | undefined => {
  const flags = bytes[0] ?? 0
  const second = bytes[1] ?? 0
  if (bytes.length < HEADER_BYTES || flags >> 6 !== 2 || isRtcp(second)) return undefined
  let start = HEADER_BYTES + 4 * (flags & 0x0f)
  let extensions: RtpPacket['extensions'] = new Map()
  if ((flags & 0x10) !== 0) {
    const from = start + 4
    const profile = uint16(bytes, start)
    start = from + 4 * uint16(bytes, start + 2)
    if (from > bytes.length || start > bytes.length) return undefined
    extensions = readExtensions(profile, bytes.subarray(from, start))
  }
  const padding = (flags & 0x20) === 0 ? 0 : (bytes.at(-1) ?? 0)
  const end = bytes.length - padding
  if (start > end || ((flags & 0x20) !== 0 && padding === 0)) return undefined
  return {
    payloadType: second & 0x7f,
    sequence: uint16(bytes, 2),
    timestamp: uint32(bytes, 4),
    ssrc: uint32(bytes, 8),
    marker: second >> 7 === 1,
    payload: bytes.subarray(start, end),
    extensions,
  }
}

/** Writes a packet without padding; the inverse of `readRtpPacket`. */
export const writeRtpPacket = (packet: RtpPacket): Uint8Array => {
  const extensions = writeExtensions(packet.extensions)
  const writer = new ByteWriter()
    .uint8(extensions.length > 0 ? 0x90 : 0x80)
    .uint8(packet.payloadType | (packet.marker ? 0x80 : 0))
    .uint16(packet.sequence)
    .uint32(packet.timestamp)
    .uint32(packet.ssrc)
  return writer.put(extensions).put(packet.payload).finish()
}

/** RTCP shares the port with RTP (RFC 5761 section 4): its types lie where no payload type may. */
const isRtcp = (second: number): boolean => second >= 192 && second <= 223
