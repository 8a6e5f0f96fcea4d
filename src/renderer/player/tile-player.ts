import type { Sight } from './player-protocol'

/** What a tile says about its picture, once a second. */
export type TileSight = Omit<Sight, 'skipped' | 'width' | 'height' | 'kbps'>

/** A stream on a tile, whichever player shows it. */
export interface TilePlayer {
  stop(): void
  /** The picture on screen as PNG at its full size; undefined when there is none. */
  snapshot(): Promise<Blob | undefined>
}
