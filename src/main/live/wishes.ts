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

/** The wall with what another station chose for these streams, on every tile that shows them. */
export const withChoices = (wall: Wall, wishes: readonly StreamWish[]): Wall => {
  const chosen = new Map(wishes.map((wish) => [wish.videoId, wish]))
  const tiles = wall.tiles.map((tile) => {
    const wish = tile === null ? undefined : chosen.get(tile.videoId)
    if (tile === null || wish === undefined) return tile
    const { lens: _lens, position: _position, ...kept } = tile
    const { lens, position, protocol, quality } = wish
    return {
      ...kept,
      protocol,
      quality,
      ...(lens === undefined ? {} : { lens }),
      ...(position === undefined ? {} : { position }),
    }
  })
  return { ...wall, tiles }
}
