import { AvcStream, type StreamProblem } from '@protocol/h264/avc-stream'
import { joinNals } from '@protocol/h264/nal-units'
import type { RtpPicture } from '@protocol/rtp/h264-depacketizer'
import { WrapCounter } from '@protocol/rtp/sequence'
import type { AccessUnit } from '@shared/access-unit'

const TICKS_PER_MS = 90
const US_PER_MS = 1000
const JUMP_US = 5_000_000

/** Where access units go, for instance a publisher's seat in the hub. */
export interface PictureSink {
  unit(unit: AccessUnit): void
  /** A unit was thrown away before it came this far. */
  drop(): void
}

/** Turns one sender's pictures into access units. */
export class PictureIngest {
  private readonly stream = new AvcStream()
  private readonly counter = new WrapCounter(32)
  private raw: number | undefined
  private time = 0

  /**
   * `parameterSets` as far as the offer names them: some senders send none in band. `now` gives
   * milliseconds since the epoch.
   */
  constructor(
    private readonly sink: PictureSink,
    parameterSets: readonly Uint8Array[],
    private readonly now: () => number,
  ) {
    if (parameterSets.length > 0) this.stream.unit(joinNals([...parameterSets]))
  }

  /** Gives what was wrong with the picture, if anything; then it was counted and did not go on. */
  take({ nals, timestamp }: RtpPicture): StreamProblem | undefined {
    const step = this.stream.unit(joinNals(nals))
    if (step.kind === 'nothing') return undefined
    if (step.kind === 'problem') {
      this.sink.drop()
      return step.problem
    }
    const { data, key, config } = step
    this.sink.unit({
      codec: 'h264',
      key,
      time: this.timeOf(timestamp),
      arrived: this.now(),
      data,
      ...(config && { config: { codec: 'h264', ...config } }),
    })
    return undefined
  }

  /** In microseconds, only rising; a jump of the sender's clock is closed. */
  private timeOf(timestamp: number): number {
    const raw = Math.round((this.counter.unwrap(timestamp) / TICKS_PER_MS) * US_PER_MS)
    const step = this.raw === undefined ? 0 : raw - this.raw
    this.time += step > JUMP_US ? US_PER_MS : Math.max(step, this.raw === undefined ? 0 : 1)
    this.raw = raw
    return this.time
  }
}
