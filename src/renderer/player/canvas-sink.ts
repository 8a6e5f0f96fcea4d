import type { PictureSink } from './picture-sink'

/** Draws on a canvas: dearer than a track, for a Chromium that has no track generator. */
export class CanvasSink implements PictureSink {
  readonly #canvas: OffscreenCanvas
  readonly #context: OffscreenCanvasRenderingContext2D | null

  constructor(canvas: OffscreenCanvas) {
    this.#canvas = canvas
    this.#context = canvas.getContext('2d', { desynchronized: true })
  }

  paint(frame: VideoFrame, drawn?: () => void): void {
    const { displayWidth: width, displayHeight: height } = frame
    // Setting a canvas's size clears it, also when it is the same.
    if (this.#canvas.width !== width) this.#canvas.width = width
    if (this.#canvas.height !== height) this.#canvas.height = height
    this.#context?.drawImage(frame, 0, 0, width, height)
    frame.close()
    drawn?.()
  }

  close(): void {
    this.#context?.clearRect(0, 0, this.#canvas.width, this.#canvas.height)
  }
}
