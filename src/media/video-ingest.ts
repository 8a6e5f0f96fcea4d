import { readVideoTag, type VideoTagCodec } from '@protocol/flv/video-tag-reader'
import { AvcStream, type StreamProblem } from '@protocol/h264/avc-stream'
import { HevcStream } from '@protocol/h265/hevc-stream'
import type { PublisherSeat } from './hub/hub-stream'
import { StreamClock } from './hub/stream-clock'

export type VideoProblem = StreamProblem | 'tag-truncated' | 'codec-unsupported'

const US_PER_MS = 1000

/** Where units go: a seat in the hub, or a pull that has none yet. */
export type VideoSink = Pick<PublisherSeat, 'unit' | 'drop' | 'unsupported'>

/** Turns one publisher's video tags into access units. */
export class VideoIngest {
  private readonly clock = new StreamClock()
  private stream: { codec: VideoTagCodec; units: AvcStream | HevcStream } | undefined

  constructor(
    private readonly sink: VideoSink,
    private readonly now: () => number,
  ) {}

  /**
   * Takes a video tag body with its timestamp (ms, modulo 2^32). Gives what was wrong with it, if
   * anything; then nothing of it went on, and it was counted.
   */
  take(body: Uint8Array, timestamp: number): VideoProblem | undefined {
    const tag = readVideoTag(body)
    if (tag.kind === 'nothing' || tag.kind === 'end') return undefined
    if (tag.kind === 'problem') return this.drop(tag.problem)
    const stream = this.streamOf(tag.codec)
    if (tag.kind === 'config') {
      const problem = stream.configure(tag.record)
      return problem && this.drop(problem)
    }
    const step = stream.unit(tag.data)
    if (step.kind === 'nothing') return undefined
    if (step.kind === 'problem') return this.drop(step.problem)
    const { data, key, config } = step
    const { codec, compositionMs } = tag
    this.sink.unit({
      codec,
      key,
      time: this.clock.time(timestamp),
      ...(compositionMs !== 0 && { composition: compositionMs * US_PER_MS }),
      arrived: this.now(),
      data,
      ...(config && { config: { codec, ...config } }),
    })
    return undefined
  }

  private streamOf(codec: VideoTagCodec): AvcStream | HevcStream {
    if (this.stream?.codec !== codec)
      this.stream = { codec, units: codec === 'h264' ? new AvcStream() : new HevcStream() }
    return this.stream.units
  }

  private drop(problem: VideoProblem): VideoProblem {
    this.sink.drop()
    if (problem === 'codec-unsupported') this.sink.unsupported('codec-unsupported')
    return problem
  }
}
