import { ByteWriter } from '../byte-writer'
import { PAYLOAD_FEEDBACK, TRANSPORT_FEEDBACK, writeFeedback } from './feedback'
import { sequenceDistance } from './sequence'
import { APPLICATION_LAYER, NACK, PLI, REMB } from './rtcp'

/** Picture loss indication: a key picture, please (RFC 4585 section 6.3.1). */
export const writePli = (sender: number, media: number): Uint8Array =>
  writeFeedback({ type: PAYLOAD_FEEDBACK, format: PLI, sender, media }, new Uint8Array(0))

const MANTISSA_BITS = 18

/** Receiver estimated maximum bit rate (draft-alvestrand-rmcat-remb-03 section 2.2). */
export const writeRemb = (
  sender: number,
  bitsPerSecond: number,
  ssrcs: readonly number[],
): Uint8Array => {
  const bits = Math.floor(Math.log2(Math.max(1, bitsPerSecond))) + 1
  const exponent = Math.max(0, bits - MANTISSA_BITS)
  const mantissa = Math.floor(bitsPerSecond / 2 ** exponent)
  const writer = new ByteWriter().uint32(REMB).uint8(ssrcs.length)
  writer.uint24((exponent << MANTISSA_BITS) | mantissa)
  for (const ssrc of ssrcs) writer.uint32(ssrc)
  return writeFeedback(
    { type: PAYLOAD_FEEDBACK, format: APPLICATION_LAYER, sender, media: 0 },
    writer.finish(),
  )
}

/** Generic NACK: please repeat these packets (RFC 4585 section 6.2.1). */
export const writeNack = (
  sender: number,
  media: number,
  sequences: readonly number[],
): Uint8Array => {
  const writer = new ByteWriter()
  for (let at = 0; at < sequences.length;) {
    const first = sequences[at++] ?? 0
    let mask = 0
    for (; at < sequences.length; at++) {
      const bit = sequenceDistance(sequences[at] ?? 0, first) - 1
      if (bit < 0 || bit > 15) break
      mask |= 1 << bit
    }
    writer.uint16(first).uint16(mask)
  }
  return writeFeedback({ type: TRANSPORT_FEEDBACK, format: NACK, sender, media }, writer.finish())
}
