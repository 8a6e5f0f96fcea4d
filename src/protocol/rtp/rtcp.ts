import { uint16, uint24, uint32 } from '../big-endian'
import { PAYLOAD_FEEDBACK, TRANSPORT_FEEDBACK } from './feedback'

/** What Dockwall acts on among RTCP packets; of everything else only the type is told. */
export type RtcpPacket =
  /** `ntp`: ms since 1900 by the sender's clock, when its RTP clock stood at `rtp`. */
  | { kind: 'sender-report'; ssrc: number; ntp: number; rtp: number }
  | { kind: 'bye'; ssrcs: number[] }
  | { kind: 'key-wanted'; media: number }
  | { kind: 'nack'; media: number; sequences: number[] }
  | { kind: 'rate-limit'; bitsPerSecond: number; ssrcs: number[] }
  | { kind: 'other'; type: number; format: number }

const SENDER_REPORT = 200
const BYE = 203
export const NACK = 1
export const PLI = 1
const FIR = 4
export const APPLICATION_LAYER = 15
/** "REMB" as a number. */
export const REMB = 0x52454d42
const MAX_PACKETS = 64

/**
 * The packets of a compound, or of one of reduced size (RFC 3550 section 6.1, RFC 5506). Reading ends
 * where a length lies and after a bounded number; what came before that stands.
 */
export const readRtcp = (bytes: Uint8Array): RtcpPacket[] => {
  const packets: RtcpPacket[] = []
  for (let at = 0; at + 4 <= bytes.length && packets.length < MAX_PACKETS;) {
    const end = at + 4 * (uint16(bytes, at + 2) + 1)
    const flags = bytes[at] ?? 0
    const type = bytes[at + 1] ?? 0
    if (flags >> 6 !== 2 || type < 192 || type > 223 || end > bytes.length) break
    const padding = (flags & 0x20) === 0 ? 0 : (bytes[end - 1] ?? 0)
    if (at + 4 > end - padding) break
    const body = bytes.subarray(at + 4, end - padding)
    packets.push(
      readBody(type, flags & 0x1f, body) ?? { kind: 'other', type, format: flags & 0x1f },
    )
    at = end
  }
  return packets
}

const readBody = (type: number, format: number, body: Uint8Array): RtcpPacket | undefined => {
  if (type === BYE) return { kind: 'bye', ssrcs: words(body, 0, format) }
  if (type === SENDER_REPORT && body.length >= 24) {
    const ntp = uint32(body, 4) * 1000 + (uint32(body, 8) * 1000) / 2 ** 32
    return { kind: 'sender-report', ssrc: uint32(body, 0), ntp, rtp: uint32(body, 12) }
  }
  if (body.length < 8) return undefined
  const media = uint32(body, 4)
  if (type === TRANSPORT_FEEDBACK && format === NACK)
    return { kind: 'nack', media, sequences: missing(body) }
  if (type !== PAYLOAD_FEEDBACK) return undefined
  if (format === PLI) return { kind: 'key-wanted', media }
  if (format === FIR && body.length >= 16) return { kind: 'key-wanted', media: uint32(body, 8) }
  if (format === APPLICATION_LAYER && body.length >= 16 && uint32(body, 8) === REMB)
    return readRemb(body)
  return undefined
}

/** Generic NACK: a number and a mask of the sixteen after it (RFC 4585 section 6.2.1). */
const missing = (body: Uint8Array): number[] => {
  const sequences: number[] = []
  for (let at = 8; at + 4 <= body.length; at += 4) {
    const first = uint16(body, at)
    const mask = uint16(body, at + 2)
    sequences.push(first)
    for (let bit = 0; bit < 16; bit++)
      if (((mask >> bit) & 1) === 1) sequences.push((first + bit + 1) & 0xffff)
  }
  return sequences
}

const readRemb = (body: Uint8Array): RtcpPacket => {
  const rate = uint24(body, 13)
  const bitsPerSecond = (rate & 0x3ffff) * 2 ** (rate >> 18)
  return { kind: 'rate-limit', bitsPerSecond, ssrcs: words(body, 16, body[12] ?? 0) }
}

/** Up to `count` words of 32 bits, as many as there are. */
const words = (body: Uint8Array, from: number, count: number): number[] => {
  const found: number[] = []
  for (let at = from; at + 4 <= body.length && found.length < count; at += 4)
    found.push(uint32(body, at))
  return found
}
