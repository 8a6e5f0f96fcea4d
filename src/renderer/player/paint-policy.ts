/** Above this many waiting units the decoder is behind, and painting would make it later still. */
export const LONG_QUEUE = 3

/** Behind or not, an operator shall see that something moves. */
const AT_LEAST_EACH_MS = 200

export interface DecodedPicture {
  /** Units that wait for the decoder. */
  queue: number
  /** True when the unit came out of the hub's memory and not from the dock just now. */
  replay: boolean
  /** Milliseconds since a picture was painted; undefined while nothing at all is on screen. */
  sincePaintMs: number | undefined
}

/**
 * What to do with a decoded picture: `paint` it, `hold` it (paint it only if no newer one follows at
 * once) or `drop` it. A replayed group of pictures is a burst of old ones on the way to now; only
 * its first is worth showing on an empty screen, and its last.
 */
export function paintDecision(picture: DecodedPicture): 'paint' | 'hold' | 'drop' {
  const { queue, replay, sincePaintMs } = picture
  if (sincePaintMs === undefined) return 'paint'
  if (replay) return 'hold'
  // A negative time is a clock that was set back.
  const justPainted = sincePaintMs >= 0 && sincePaintMs < AT_LEAST_EACH_MS
  return queue > LONG_QUEUE && justPainted ? 'drop' : 'paint'
}
