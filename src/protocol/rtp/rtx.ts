import { uint16 } from '../big-endian'
import type { RtpPacket } from './rtp-packet'

const ORIGINAL_SEQUENCE_BYTES = 2

/**
 * The packet that a repeat carries (RFC 4588 section 4); undefined when it carries none, as those
 * that only probe the path.
 */
export const repeatedPacket = (
  repeat: RtpPacket,
  original: { payloadType: number; ssrc: number },
): RtpPacket | undefined => {
  if (repeat.payload.length <= ORIGINAL_SEQUENCE_BYTES) return undefined
  return {
    ...repeat,
    ...original,
    sequence: uint16(repeat.payload, 0),
    payload: repeat.payload.subarray(ORIGINAL_SEQUENCE_BYTES),
  }
}
