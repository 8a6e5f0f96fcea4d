import { ByteWriter } from '../byte-writer'
import { PAYLOAD_FEEDBACK, writeFeedback } from './feedback'
import { APPLICATION_LAYER, PLI, REMB } from './rtcp'

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
