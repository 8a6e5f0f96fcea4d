import { ByteWriter } from '../byte-writer'

export const TRANSPORT_FEEDBACK = 205
export const PAYLOAD_FEEDBACK = 206

/** What a feedback message begins with, apart from its own information (RFC 4585 section 6.1). */
export interface FeedbackHeader {
  type: typeof TRANSPORT_FEEDBACK | typeof PAYLOAD_FEEDBACK
  /** 0 to 31. */
  format: number
  /** Who tells. */
  sender: number
  /** Whom it is about. */
  media: number
}

/** One RTCP feedback packet, padded to whole words as RFC 3550 section 6.4.1 has it. */
export const writeFeedback = (header: FeedbackHeader, information: Uint8Array): Uint8Array => {
  const padding = (4 - (information.length % 4)) % 4
  const writer = new ByteWriter()
    .uint8((padding > 0 ? 0xa0 : 0x80) | header.format)
    .uint8(header.type)
    .uint16(2 + (information.length + padding) / 4)
    .uint32(header.sender)
    .uint32(header.media)
    .put(information)
  for (let left = padding; left > 0; left--) writer.uint8(left > 1 ? 0 : padding)
  return writer.finish()
}
