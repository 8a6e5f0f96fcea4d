import type { Grid, Tile, Wall } from '@shared/wall'

/**
 * Changes of a wall as pure functions: a wall in, a new wall out. Only `place` over a tile and
 * `clear` ever take a tile away; tiles beyond the grid are kept.
 */

/** What a tile needs to know of a camera. */
export type TileSource = Pick<Tile, 'videoId' | 'gatewaySn' | 'title'>
/** What belongs to the stream and not to one tile of it. */
export type SourceChange = Partial<Pick<Tile, 'on' | 'protocol' | 'quality' | 'lens' | 'position'>>

type Slots = readonly (Tile | null)[]

const MOST_TILES = 25
const isSlot = (index: number): boolean =>
  Number.isInteger(index) && index >= 0 && index < MOST_TILES

/** A list without empty slots at its end, so that equal walls are equal data. */
const trimmed = (tiles: Slots): (Tile | null)[] =>
  tiles.slice(0, tiles.findLastIndex((tile) => tile !== null) + 1)

const withTiles = (wall: Wall, tiles: Slots): Wall => ({ ...wall, tiles: trimmed(tiles) })

const withSlot = (wall: Wall, index: number, tile: Tile | null): Wall => {
  const tiles = Array.from({ length: Math.max(wall.tiles.length, index + 1) }, (_, slot) =>
    slot === index ? tile : (wall.tiles[slot] ?? null),
  )
  return withTiles(wall, tiles)
}

export const tileAt = (wall: Wall, index: number): Tile | null => wall.tiles[index] ?? null

/** The tiles the grid shows, in reading order, exactly as many as the grid has. */
export const visibleTiles = (wall: Wall): (Tile | null)[] =>
  Array.from({ length: wall.grid }, (_, index) => tileAt(wall, index))

/** The first empty tile on screen, or undefined when all are taken. */
export const firstFree = (wall: Wall): number | undefined => {
  const index = visibleTiles(wall).indexOf(null)
  return index < 0 ? undefined : index
}

/** The first tile on screen that shows a source, or undefined. */
export const tileOf = (wall: Wall, videoId: string): number | undefined => {
  const index = visibleTiles(wall).findIndex((tile) => tile?.videoId === videoId)
  return index < 0 ? undefined : index
}

/**
 * Puts a source on a tile, in place of what was there. A source that is on the wall already brings
 * its wish along: one stream has one quality, whatever shows it. Its stream is then wanted.
 */
export const place = (wall: Wall, index: number, source: TileSource): Wall => {
  if (!isSlot(index)) return wall
  const twin = wall.tiles.find((tile) => tile?.videoId === source.videoId)
  const fresh: Tile = { on: true, protocol: 'auto', quality: 0, player: 'now', ...source }
  const { videoId, gatewaySn, title } = source
  const tile = twin ? { ...twin, videoId, gatewaySn, title } : fresh
  return updateSource(withSlot(wall, index, tile), videoId, { on: true })
}

/** Exchanges what two tiles show; with an empty one it is a move. */
export const swap = (wall: Wall, from: number, to: number): Wall => {
  if (!isSlot(from) || !isSlot(to) || from === to) return wall
  const moved = tileAt(wall, from)
  const other = tileAt(wall, to)
  return withSlot(withSlot(wall, from, other), to, moved)
}

/** Empties a tile. */
export const clear = (wall: Wall, index: number): Wall =>
  tileAt(wall, index) === null ? wall : withSlot(wall, index, null)

/** Shows another number of tiles; those beyond a smaller grid come back with a larger one. */
export const setGrid = (wall: Wall, grid: Grid): Wall =>
  wall.grid === grid ? wall : { ...wall, grid }

/** Changes the wish of a source on all tiles that show it. */
export const updateSource = (wall: Wall, videoId: string, change: SourceChange): Wall =>
  withTiles(
    wall,
    wall.tiles.map((tile) => (tile?.videoId === videoId ? { ...tile, ...change } : tile)),
  )

/** Changes the player of one tile. */
export const setPlayer = (wall: Wall, index: number, player: Tile['player']): Wall => {
  const tile = tileAt(wall, index)
  return tile ? withSlot(wall, index, { ...tile, player }) : wall
}
