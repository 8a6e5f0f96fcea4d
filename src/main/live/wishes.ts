import type { StreamWish } from '@shared/stream'
import type { Tile, Wall } from '@shared/wall'

const wishOf = (tile: Tile): StreamWish => ({
  videoId: tile.videoId,
  gatewaySn: tile.gatewaySn,
  protocol: tile.protocol,
  quality: tile.quality,
  ...(tile.lens === undefined ? {} : { lens: tile.lens }),
  ...(tile.position === undefined ? {} : { position: tile.position }),
})

/**
 * What a wall wants: one wish for each source that a visible tile has switched on, in tile order.
 * When several tiles show one source, the first decides quality, lens and position.
 */
export const wishesOf = (wall: Wall): StreamWish[] => {
  const wishes = new Map<string, StreamWish>()
  for (const tile of wall.tiles.slice(0, wall.grid)) {
    if (tile === null || !tile.on || wishes.has(tile.videoId)) continue
    wishes.set(tile.videoId, wishOf(tile))
  }
  return [...wishes.values()]
}
