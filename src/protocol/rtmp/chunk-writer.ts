import { putUint24, putUint32 } from '../big-endian'
import type { RtmpMessage } from './message'

const EXTENDED = 0xffffff

/**
 * Cuts messages into chunks (RTMP 1.0 section 5.3.1): a full header first, then one-byte headers,
 * with the extended timestamp repeated on each as real peers expect.
 */
export class ChunkWriter {
  /** Bytes of payload in a chunk; tell the peer with "set chunk size" before raising it. */
  chunkSize = 128

  /** One message on a chunk stream (2..63) as bytes to send, in one buffer of its own. */
  write(message: RtmpMessage, chunkStream: number): Uint8Array {
    const { body, timestamp } = message
    const extra = timestamp >= EXTENDED ? 4 : 0
    const chunks = Math.max(1, Math.ceil(body.length / this.chunkSize))
    const out = new Uint8Array(12 + extra + (chunks - 1) * (1 + extra) + body.length)
    out[0] = chunkStream
    putUint24(out, 1, Math.min(timestamp, EXTENDED))
    putUint24(out, 4, body.length)
    out[7] = message.type
    out[8] = message.streamId
    out[9] = message.streamId >>> 8
    out[10] = message.streamId >>> 16
    out[11] = message.streamId >>> 24
    let at = 12
    for (let from = 0, first = true; first || from < body.length; first = false) {
      if (!first) out[at++] = 0xc0 | chunkStream
      if (extra > 0) putUint32(out, at, timestamp)
      at += extra
      const piece = body.subarray(from, from + this.chunkSize)
      out.set(piece, at)
      at += piece.length
      from += piece.length
    }
    return out
  }
}
