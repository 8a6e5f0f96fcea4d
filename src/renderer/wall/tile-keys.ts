import type { Tile } from '@shared/wall'

/**
 * What tells the tiles of a wall apart, whatever place they have: their source, counted where it
 * is shown more than once; for empty ones their place.
 */
export const tileKeys = (tiles: readonly (Tile | null)[]): string[] => {
  const seen = new Map<string, number>()
  return tiles.map((tile, index) => {
    if (tile === null) return `empty ${index}`
    const count = (seen.get(tile.videoId) ?? 0) + 1
    seen.set(tile.videoId, count)
    return `${tile.videoId} ${count}`
  })
}
