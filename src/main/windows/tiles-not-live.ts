import type { StreamStatus } from '@shared/stream'
import type { Wall } from '@shared/wall'

/**
 * The visible tiles of a wall whose stream is wanted and not live, by title. An empty wall gives
 * one entry: nothing to see is not live either.
 */
export function tilesNotLive(
  wall: Wall,
  statuses: readonly StreamStatus[],
): { title: string; state: string }[] {
  const tiles = wall.tiles.slice(0, wall.grid).filter((tile) => tile !== null && tile.on)
  if (tiles.length === 0) return [{ title: 'the wall', state: 'empty' }]
  const states = new Map(statuses.map((status) => [status.videoId, status.state.kind]))
  return tiles.flatMap((tile) => {
    if (tile === null) return []
    const state = states.get(tile.videoId) ?? 'off'
    return state === 'live' ? [] : [{ title: tile.title || tile.videoId, state }]
  })
}
