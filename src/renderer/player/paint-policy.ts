/** Above this many waiting units the decoder is behind, and painting would make it later still. */
export const LONG_QUEUE = 3

export interface DecodedPicture {
  /** Units that wait for the decoder. */
  queue: number
  /** True when the unit came out of the hub's memory and not from the dock just now. */
  replay: boolean
  /** True while nothing at all is on screen. */
  blank: boolean
}

/**
 * What to do with a decoded picture: `paint` it, `hold` it (paint it only if no newer one follows at
 * once) or `drop` it. A replayed group of pictures is a burst of old ones on the way to now; only
 * its first is worth showing on an empty screen, and its last.
 */
export function paintDecision(picture: DecodedPicture): 'paint' | 'hold' | 'drop' {
  if (picture.blank) return 'paint'
  if (picture.replay) return 'hold'
  return picture.queue > LONG_QUEUE ? 'drop' : 'paint'
}
