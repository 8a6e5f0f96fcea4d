import type { AccessUnit } from '@shared/access-unit'
import { interrupted, unwatched, wantsLook, watchContent, type ContentState } from './content-watch'
import type { PicturePrint } from './picture-print'

export type LookAtPicture = (frame: VideoFrame) => Promise<PicturePrint | undefined>

const NOTHING = { keys: 0, deltas: 0, largestDelta: 0 }

/** H.264 12 and H.265 38: bytes that only keep up a bit rate. */
const FILLER = { h264: 12, h265: 38 }

/** Watches what one stream's pictures show: unit sizes all the time, the picture now and then. */
export class StreamContent {
  readonly #now: () => number
  readonly #look: LookAtPicture
  #flow = NOTHING
  #state: ContentState
  #looking = false

  constructor(now: () => number, look: LookAtPicture) {
    this.#now = now
    this.#look = look
    this.#state = unwatched(now())
  }

  get fault(): ContentState['fault'] {
    return this.#state.fault
  }

  took(unit: AccessUnit): void {
    const { keys, deltas, largestDelta } = this.#flow
    this.#flow = unit.key
      ? { keys: keys + 1, deltas, largestDelta }
      : { keys, deltas: deltas + 1, largestDelta: Math.max(largestDelta, meaningfulBytes(unit)) }
  }

  /** Call it a few times a second. `copy` gives a frame of its own of the picture on screen. */
  async watch(pixels: number, copy: () => VideoFrame | undefined): Promise<void> {
    if (this.#looking) return
    const flow = { ...this.#flow, at: this.#now(), pixels }
    this.#flow = NOTHING
    const before = this.#state
    const frame = wantsLook(before, flow) ? copy() : undefined
    this.#looking = true
    const print = frame && (await this.#look(frame))
    this.#looking = false
    if (this.#state === before) this.#state = watchContent(before, flow, print)
  }

  /** Another publisher, or nobody looks: what was is no evidence for what comes. */
  forget(): void {
    this.#flow = NOTHING
    this.#state = interrupted(this.#state, this.#now())
  }
}

/** Bytes of a unit without filler, which encoders of constant bit rate send with a still picture. */
function meaningfulBytes({ codec, data }: AccessUnit): number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  let bytes = 0
  let at = 0
  while (at + 5 <= data.byteLength) {
    const size = view.getUint32(at)
    const head = view.getUint8(at + 4)
    const type = codec === 'h264' ? head & 0x1f : (head >> 1) & 0x3f
    if (type !== FILLER[codec]) bytes += 4 + size
    at += 4 + size
  }
  return at === data.byteLength ? bytes : data.byteLength
}
