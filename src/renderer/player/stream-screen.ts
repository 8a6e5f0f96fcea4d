import type { PictureSink } from './picture-sink'

/** What a stream shows: its newest picture, on every tile of the window that shows it. */
export class StreamScreen {
  readonly #sinks = new Map<string, PictureSink>()
  #last: VideoFrame | undefined
  #arrived = 0

  /** Pictures shown since the stream was opened. */
  painted = 0

  /** True while there is nothing to see. */
  get blank(): boolean {
    return this.#last === undefined
  }

  /** The size of the picture on screen, and when its unit reached the ingest. */
  get picture(): { width: number; height: number; arrived: number } | undefined {
    if (!this.#last) return undefined
    const { displayWidth: width, displayHeight: height } = this.#last
    return { width, height, arrived: this.#arrived }
  }

  /** A tile comes, or comes again elsewhere: it gets the last picture at once. */
  add(id: string, sink: PictureSink): void {
    this.#sinks.get(id)?.close()
    this.#sinks.set(id, sink)
    if (this.#last) sink.paint(this.#last.clone())
  }

  remove(id: string): void {
    this.#sinks.get(id)?.close()
    this.#sinks.delete(id)
  }

  /** A copy of the picture on screen, for the caller to close. */
  copy(): VideoFrame | undefined {
    return this.#last?.clone()
  }

  /**
   * Takes the frame. `arrived` is when its unit reached the ingest, in milliseconds of the caller's
   * clock; `drawn` is called for each tile that has it.
   */
  show(frame: VideoFrame, arrived: number, drawn?: () => void): void {
    for (const sink of this.#sinks.values()) sink.paint(frame.clone(), drawn)
    this.#last?.close()
    this.#last = frame
    this.#arrived = arrived
    this.painted++
  }

  /** The picture on screen at its full size, or undefined when there is none. */
  async snapshot(): Promise<Blob | undefined> {
    const frame = this.#last?.clone()
    if (!frame) return undefined
    try {
      const canvas = new OffscreenCanvas(frame.displayWidth, frame.displayHeight)
      canvas.getContext('2d')?.drawImage(frame, 0, 0, canvas.width, canvas.height)
      return await canvas.convertToBlob({ type: 'image/png' })
    } finally {
      frame.close()
    }
  }

  close(): void {
    for (const sink of this.#sinks.values()) sink.close()
    this.#sinks.clear()
    this.#last?.close()
    this.#last = undefined
  }
}
