import { ByteWriter } from '../byte-writer'
import { TRANSPORT_FEEDBACK, writeFeedback } from './feedback'
import { sequenceDistance } from './sequence'

const GENERIC_NACK = 1
/** A number and a mask of the sixteen after it. */
const SPAN = 16

/** Asks for packets once more: generic NACK (RFC 4585 section 6.2.1). `sequences`: oldest first. */
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
      const ahead = sequenceDistance(sequences[at] ?? 0, first)
      if (ahead < 1 || ahead > SPAN) break
      mask |= 1 << (ahead - 1)
    }
    writer.uint16(first).uint16(mask)
  }
  return writeFeedback(
    { type: TRANSPORT_FEEDBACK, format: GENERIC_NACK, sender, media },
    writer.finish(),
  )
}
