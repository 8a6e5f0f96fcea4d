import type { AccessUnit, DecoderConfig } from '@shared/access-unit'

/** What is known of a unit without its bytes. */
export interface UnitMark {
  time: number
  arrived: number
  /** When it was taken from its port, on the player's clock. */
  taken: number
  replay: boolean
}

/** `unsupported`: no decoder here takes this configuration. `broken`: another one may go on. */
export type FeedFailure = 'unsupported' | 'broken'

export interface FeedHandlers {
  /** Takes the frame. */
  decoded(frame: VideoFrame, unit: UnitMark): void
  /** Said once; the feed is of no more use then. `culprit` is the unit that it was at, if any. */
  failed(failure: FeedFailure, culprit?: UnitMark): void
}

/** Time between two units as told to the decoder, which needs order and not time. */
const STEP_US = 1000

/** One VideoDecoder from its making to its first error, and what is under way in it. */
export class DecoderFeed {
  readonly #config: DecoderConfig
  readonly #software: boolean
  readonly #handlers: FeedHandlers
  readonly #pending = new Map<number, UnitMark>()
  #decoder: VideoDecoder | undefined
  #sequence = 0
  #fedSinceOutput = 0
  #firstFed = 0

  constructor(config: DecoderConfig, software: boolean, handlers: FeedHandlers) {
    this.#config = config
    this.#software = software
    this.#handlers = handlers
  }

  /** Units that the decoder has not begun. */
  get queue(): number {
    return this.#decoder?.decodeQueueSize ?? 0
  }

  get pulse() {
    return {
      pending: this.#pending.size,
      queue: this.queue,
      fedSinceOutput: this.#fedSinceOutput,
      firstFed: this.#firstFed,
    }
  }

  start(): void {
    const decoder = new VideoDecoder({
      output: (frame) => this.#output(frame),
      error: (error) => this.#fail(error.name === 'NotSupportedError' ? 'unsupported' : 'broken'),
    })
    this.#decoder = decoder
    try {
      decoder.configure({
        codec: this.#config.codecString,
        description: this.#config.description,
        optimizeForLatency: true,
        hardwareAcceleration: this.#software ? 'prefer-software' : 'no-preference',
      })
    } catch {
      this.#fail('unsupported')
    }
  }

  /** Takes the unit and its buffer; the first must be a key frame. */
  take(unit: AccessUnit, replay: boolean, now: number): void {
    const decoder = this.#decoder
    if (!decoder) return
    // A publisher's clock may stand, jump or go back; an own count identifies each picture.
    const { time, arrived, key, data } = unit
    const timestamp = this.#sequence++ * STEP_US
    if (this.#fedSinceOutput++ === 0) this.#firstFed = now
    this.#pending.set(timestamp, { time, arrived, replay, taken: now })
    try {
      decoder.decode(new EncodedVideoChunk({ type: key ? 'key' : 'delta', timestamp, data }))
    } catch {
      this.#fail('broken')
    }
  }

  close(): void {
    const decoder = this.#decoder
    this.#decoder = undefined
    this.#pending.clear()
    if (decoder && decoder.state !== 'closed') decoder.close()
  }

  #output(frame: VideoFrame): void {
    const unit = this.#pending.get(frame.timestamp)
    if (!this.#decoder || !unit) {
      frame.close()
      return
    }
    this.#pending.delete(frame.timestamp)
    this.#fedSinceOutput = 0
    this.#handlers.decoded(frame, unit)
  }

  #fail(failure: FeedFailure): void {
    if (!this.#decoder) return
    const [culprit] = this.#pending.values()
    this.close()
    this.#handlers.failed(failure, culprit)
  }
}
