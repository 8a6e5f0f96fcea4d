import { uint24, uint32 } from '../big-endian'
import { MESSAGE, type RtmpMessage } from './message'

export type ChunkProblem =
  | 'chunk-size-invalid'
  | 'message-too-large'
  | 'too-much-unfinished'
  | 'too-many-chunk-streams'
  | 'header-without-message'

export interface ChunkLimits {
  /** Largest message in bytes. */
  message: number
  /** Bytes of unfinished messages held for one connection. */
  unfinished: number
  chunkStreams: number
}

const LIMITS: ChunkLimits = { message: 8 << 20, unfinished: 12 << 20, chunkStreams: 32 }
const EXTENDED = 0xffffff
/** A claimed length beyond this is believed only as the bytes come in. */
const FIRST_ROOM = 64 * 1024
const HEADER_LENGTH = [11, 7, 3, 0] as const
const NOTHING = new Uint8Array(0)

interface ChunkStream {
  /** The timestamp or delta field of the last header; a type 3 header that begins a message repeats it. */
  field: number
  extended: boolean
  timestamp: number
  length: number
  type: number
  streamId: number
  body: Uint8Array
  filled: number
  unfinished: boolean
}

/**
 * Puts chunks together again (RTMP 1.0 section 5.3.1). Obeys "set chunk size" and "abort" itself.
 * Memory is bounded by what really arrived and by the limits. After a problem the connection is to
 * be closed: the place in the byte stream is lost.
 */
export class ChunkReader {
  private readonly streams = new Map<number, ChunkStream>()
  private carry: Uint8Array = NOTHING
  private chunkSize = 128
  private current: ChunkStream | undefined
  private chunkLeft = 0
  private held = 0
  private problem: ChunkProblem | undefined
  /** Messages begun and never finished, because the sender began another or aborted. */
  abandoned = 0

  constructor(private readonly limits: ChunkLimits = LIMITS) {}

  /** Takes bytes as they came; hands each whole message over in order. Gives the problem, if any. */
  receive(input: Uint8Array, deliver: (message: RtmpMessage) => void): ChunkProblem | undefined {
    let bytes = input
    if (this.carry.length > 0) {
      bytes = new Uint8Array(this.carry.length + input.length)
      bytes.set(this.carry)
      bytes.set(input, this.carry.length)
      this.carry = NOTHING
    }
    let at = 0
    while (this.problem === undefined) {
      if (this.current === undefined) {
        const used = this.header(bytes, at)
        if (used === 0) break
        at += used
      } else {
        at += this.payload(this.current, bytes, at, deliver)
        if (this.current !== undefined) break
      }
    }
    if (this.problem === undefined && at < bytes.length) this.carry = bytes.slice(at)
    return this.problem
  }

  /** Reads one chunk header; gives its length, or 0 when it is not all there yet. */
  private header(bytes: Uint8Array, start: number): number {
    const first = bytes[start]
    if (first === undefined) return 0
    const format = (first >> 6) as 0 | 1 | 2 | 3
    const form = first & 0x3f
    const basic = form === 0 ? 2 : form === 1 ? 3 : 1
    const at = start + basic
    const fixed = HEADER_LENGTH[format]
    if (at + fixed > bytes.length) return 0
    const low = bytes[start + 1] ?? 0
    const id = basic === 1 ? form : 64 + low + (basic === 3 ? (bytes[start + 2] ?? 0) * 256 : 0)

    const known = this.streams.get(id)
    // Some senders begin a chunk stream with type 1; types 2 and 3 cannot be read without a length.
    if (known === undefined && format > 1) return this.fail('header-without-message')
    const short = format < 3 ? uint24(bytes, at) : 0
    const extended = format < 3 ? short === EXTENDED : (known?.extended ?? false)
    if (extended && at + fixed + 4 > bytes.length) return 0
    const stream = known ?? this.open(id)
    if (stream === undefined) return this.fail('too-many-chunk-streams')

    let used = basic + fixed
    const wide = extended ? uint32(bytes, at + fixed) : 0
    if (format < 3) {
      if (stream.unfinished) this.abandon(stream)
      stream.extended = extended
      stream.field = extended ? wide : short
      if (extended) used += 4
      if (format < 2) {
        stream.length = uint24(bytes, at + 3)
        stream.type = bytes[at + 6] ?? 0
      }
      if (format === 0) stream.streamId = littleEndian(bytes, at + 7)
    } else if (extended && wide === stream.field) {
      // Repeated on type 3 headers by most senders, left out by some: then these bytes are payload.
      used += 4
    }
    if (!stream.unfinished) this.begin(stream, format)
    this.current = stream
    this.chunkLeft = Math.min(this.chunkSize, stream.length - stream.filled)
    return used
  }

  private open(id: number): ChunkStream | undefined {
    if (this.streams.size >= this.limits.chunkStreams) return undefined
    const stream: ChunkStream = {
      field: 0,
      extended: false,
      timestamp: 0,
      length: 0,
      type: 0,
      streamId: 0,
      body: NOTHING,
      filled: 0,
      unfinished: false,
    }
    this.streams.set(id, stream)
    return stream
  }

  private begin(stream: ChunkStream, format: number): void {
    // After a type 0 header the timestamp itself is the delta of a following type 3 (5.3.1.2.4).
    stream.timestamp = format === 0 ? stream.field : (stream.timestamp + stream.field) >>> 0
    stream.filled = 0
    stream.unfinished = true
    if (stream.length > this.limits.message) this.fail('message-too-large')
    else this.room(stream, Math.min(stream.length, FIRST_ROOM))
  }

  private room(stream: ChunkStream, size: number): void {
    this.held += size - stream.body.length
    if (this.held > this.limits.unfinished) {
      this.fail('too-much-unfinished')
      return
    }
    const larger = new Uint8Array(size)
    larger.set(stream.body.subarray(0, stream.filled))
    stream.body = larger
  }

  private payload(
    stream: ChunkStream,
    bytes: Uint8Array,
    at: number,
    deliver: (message: RtmpMessage) => void,
  ): number {
    const count = Math.min(this.chunkLeft, bytes.length - at)
    const end = stream.filled + count
    if (end > stream.body.length) {
      this.room(stream, Math.min(stream.length, Math.max(end, stream.body.length * 2)))
      if (this.problem !== undefined) return 0
    }
    stream.body.set(bytes.subarray(at, at + count), stream.filled)
    stream.filled = end
    this.chunkLeft -= count
    if (this.chunkLeft > 0) return count
    this.current = undefined
    if (stream.filled === stream.length) this.finish(stream, deliver)
    return count
  }

  private finish(stream: ChunkStream, deliver: (message: RtmpMessage) => void): void {
    const { type, streamId, timestamp, body } = stream
    this.release(stream)
    if (type === MESSAGE.setChunkSize) {
      const size = body.length < 4 ? 0 : uint32(body, 0)
      if (size === 0 || size > 0x7fffffff) this.fail('chunk-size-invalid')
      else this.chunkSize = size
    } else if (type === MESSAGE.abort) {
      const aborted = this.streams.get(uint32(body, 0))
      if (aborted?.unfinished) this.abandon(aborted)
    } else {
      deliver({ type, streamId, timestamp, body })
    }
  }

  private abandon(stream: ChunkStream): void {
    this.abandoned++
    this.release(stream)
  }

  private release(stream: ChunkStream): void {
    this.held -= stream.body.length
    stream.body = NOTHING
    stream.filled = 0
    stream.unfinished = false
  }

  private fail(problem: ChunkProblem): 0 {
    this.problem = problem
    return 0
  }
}

const littleEndian = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)) >>>
  0
