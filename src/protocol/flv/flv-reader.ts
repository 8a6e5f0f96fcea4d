import { uint24, uint32 } from '../big-endian'

/** What makes the rest of a byte stream unreadable. */
export type FlvProblem = 'not-flv' | 'tag-unknown' | 'tag-encrypted' | 'tag-too-large'

/** Takes the body of a video tag with its timestamp in ms, modulo 2^32. The body is a view, good until the call returns. */
export type TakeVideoTag = (body: Uint8Array, timestamp: number) => void

const AUDIO = 8
const VIDEO = 9
const SCRIPT = 18
const FILE_HEADER = 9
const TAG_HEADER = 11
const BACK_POINTER = 4
const MAX_FILE_HEADER = 1024
const MAX_PICTURE = 8 << 20
const FIRST_ROOM = 4096

type Part = 'file-header' | 'tag-header' | 'body'

/**
 * Reads an FLV byte stream as it comes (FLV 10.1, annex E), whatever the pieces: gives a video tag
 * as soon as its last byte is there, passes over sound and data, does not hold more than one picture
 * and never more than has come. After a problem it takes nothing more.
 */
export class FlvReader {
  private part: Part = 'file-header'
  private need = FILE_HEADER
  private skip = 0
  private timestamp = 0
  private held = new Uint8Array(FIRST_ROOM)
  private have = 0
  private failed: FlvProblem | undefined

  constructor(private readonly video: TakeVideoTag) {}

  /** Takes the next bytes. Gives what ended the stream, once something has. */
  push(bytes: Uint8Array): FlvProblem | undefined {
    let at = 0
    while (at < bytes.length && !this.failed) {
      if (this.skip > 0) {
        const passed = Math.min(this.skip, bytes.length - at)
        this.skip -= passed
        at += passed
      } else {
        at = this.gather(bytes, at)
      }
    }
    return this.failed
  }

  private gather(bytes: Uint8Array, at: number): number {
    const taken = Math.min(this.need - this.have, bytes.length - at)
    const piece = bytes.subarray(at, at + taken)
    if (taken === this.need) {
      this.done(piece)
    } else {
      this.hold(piece)
      if (this.have === this.need) {
        this.have = 0
        this.done(this.held.subarray(0, this.need))
      }
    }
    return at + taken
  }

  private hold(piece: Uint8Array): void {
    const wanted = this.have + piece.length
    if (wanted > this.held.length) {
      const room = Math.min(this.need, Math.max(wanted, 2 * this.held.length))
      const larger = new Uint8Array(room)
      larger.set(this.held.subarray(0, this.have))
      this.held = larger
    }
    this.held.set(piece, this.have)
    this.have = wanted
  }

  private done(bytes: Uint8Array): void {
    if (this.part === 'file-header') this.fileHeader(bytes)
    else if (this.part === 'tag-header') this.tagHeader(bytes)
    else this.body(bytes)
  }

  private fileHeader(bytes: Uint8Array): void {
    const size = uint32(bytes, 5)
    const signed = uint32(bytes, 0) === 0x464c5601
    if (!signed || size < FILE_HEADER || size > MAX_FILE_HEADER) this.failed = 'not-flv'
    this.await('tag-header', size - FILE_HEADER + BACK_POINTER)
  }

  private tagHeader(bytes: Uint8Array): void {
    const type = bytes[0] ?? 0
    const size = uint24(bytes, 1)
    this.timestamp = (((bytes[7] ?? 0) << 24) | uint24(bytes, 4)) >>> 0
    if (type === VIDEO && size > 0) {
      if (size > MAX_PICTURE) this.failed = 'tag-too-large'
      this.part = 'body'
      this.need = size
    } else if (type === VIDEO || type === AUDIO || type === SCRIPT) {
      this.await('tag-header', size + BACK_POINTER)
    } else {
      const encrypted = [AUDIO, VIDEO, SCRIPT].some((known) => type === (known | 0x20))
      this.failed = encrypted ? 'tag-encrypted' : 'tag-unknown'
    }
  }

  private body(bytes: Uint8Array): void {
    this.await('tag-header', BACK_POINTER)
    this.video(bytes, this.timestamp)
    if (this.held.length > FIRST_ROOM) this.held = new Uint8Array(FIRST_ROOM)
  }

  private await(part: 'tag-header', skip: number): void {
    this.part = part
    this.need = TAG_HEADER
    this.skip = skip
  }
}
