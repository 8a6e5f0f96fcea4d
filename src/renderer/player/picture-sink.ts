/** One tile's screen as the worker sees it. */
export interface PictureSink {
  /** Takes the frame and closes it, shown or not. Newest wins. */
  paint(frame: VideoFrame): void
  close(): void
}
