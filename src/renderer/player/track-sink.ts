import type { PictureSink } from './picture-sink'

/** Writes into a video track. While a write is under way only the newest picture waits. */
export class TrackSink implements PictureSink {
  readonly #writer: WritableStreamDefaultWriter<VideoFrame>
  #waiting: { frame: VideoFrame; drawn: (() => void) | undefined } | undefined
  #busy = false
  #ended = false

  constructor(writable: WritableStream<VideoFrame>) {
    this.#writer = writable.getWriter()
    // The track ends when its tile goes; that is no error of ours.
    this.#writer.closed.catch(() => this.#end())
  }

  paint(frame: VideoFrame, drawn?: () => void): void {
    if (this.#ended) {
      frame.close()
      return
    }
    this.#waiting?.frame.close()
    this.#waiting = { frame, drawn }
    if (!this.#busy) void this.#drain()
  }

  close(): void {
    if (this.#ended) return
    this.#end()
    this.#writer.close().catch(() => undefined)
  }

  async #drain(): Promise<void> {
    this.#busy = true
    while (this.#waiting) {
      const { frame, drawn } = this.#waiting
      this.#waiting = undefined
      try {
        // The track takes the frame and closes it.
        await this.#writer.write(frame)
        drawn?.()
      } catch {
        frame.close()
        this.#end()
      }
    }
    this.#busy = false
  }

  #end(): void {
    this.#ended = true
    this.#waiting?.frame.close()
    this.#waiting = undefined
  }
}
