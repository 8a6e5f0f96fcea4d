/** A picture that moves calmly. The context is scaled so that the picture is `UNITS` large. */
export interface Scene {
  /** @param seconds since the epoch. */
  paint(context: OffscreenCanvasRenderingContext2D, seconds: number): void
}

/** Where a scene plays, and how many pixels a unit has. */
export interface Place {
  seed: number
  scale: number
}
