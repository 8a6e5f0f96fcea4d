import type { Camera, Gateway } from '@shared/fleet'
import { GRIDS, tileSchema, type Tile, type Wall } from '@shared/wall'

/**
 * Puts docks that are not on a demo wall yet onto it, one camera each, docks and aircraft in turn.
 * @param docks how many docks the demo has; the grid is the smallest that holds them.
 * @returns the wall with the new tiles, or the same object when nothing is to be added.
 */
export function fillDemoWall(wall: Wall, fleet: readonly Gateway[], docks: number): Wall {
  const shown = new Set(wall.tiles.flatMap((tile) => (tile === null ? [] : [tile.gatewaySn])))
  const grid = GRIDS.find((size) => size >= docks) ?? 25
  const tiles = [...wall.tiles]
  for (const gateway of [...fleet].sort((a, b) => a.sn.localeCompare(b.sn))) {
    if (shown.size >= docks || shown.has(gateway.sn) || gateway.capacityAssumed) continue
    const tile = tileOf(gateway, shown.size % 3 !== 0)
    if (tile === undefined) continue
    tiles.push(tile)
    shown.add(gateway.sn)
  }
  return tiles.length === wall.tiles.length ? wall : { ...wall, grid, tiles }
}

function tileOf(gateway: Gateway, preferAircraft: boolean): Tile | undefined {
  // An aircraft comes up a little after its dock; its turn waits for it.
  const cameras = gateway.cameras.filter((camera) => (camera.sn !== gateway.sn) === preferAircraft)
  const best = cameras.sort((a, b) => lensesOf(b) - lensesOf(a))[0]
  const source = best?.sources[0]
  if (best === undefined || source === undefined) return undefined
  const title = `${gateway.callsign || gateway.sn} · ${best.model.en}`
  return tileSchema.parse({ videoId: source.videoId, gatewaySn: gateway.sn, title })
}

/** The camera with most lenses is the one an aircraft is flown for. */
const lensesOf = (camera: Camera): number =>
  Math.max(0, ...camera.sources.map((source) => source.lenses.length))
