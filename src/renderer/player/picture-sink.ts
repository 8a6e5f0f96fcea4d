/** One tile's screen as the worker sees it. */
export interface PictureSink {
  /**
   * Takes the frame and closes it, shown or not. Newest wins. `drawn` is called when the screen has
   * this frame; never when a newer one came before.
   */
  paint(frame: VideoFrame, drawn?: () => void): void
  close(): void
}
