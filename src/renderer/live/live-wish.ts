import type { Tile } from '@shared/wall'

/** What an operator can choose of a stream; the same on every tile that shows it. */
export type LiveWish = Pick<Tile, 'on' | 'protocol' | 'quality' | 'lens' | 'position'>
