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
  const best = [...gateway.cameras].sort(
    (a, b) => rank(gateway, b, preferAircraft) - rank(gateway, a, preferAircraft),
  )[0]
  const source = best?.sources[0]
  if (best === undefined || source === undefined) return undefined
  const title = `${gateway.callsign || gateway.sn} · ${best.model.en}`
  return tileSchema.parse({ videoId: source.videoId, gatewaySn: gateway.sn, title })
}

/** The camera with most lenses stands for an aircraft, the dock's own camera for a dock. */
function rank(gateway: Gateway, camera: Camera, preferAircraft: boolean): number {
  const lenses = Math.max(0, ...camera.sources.map((source) => source.lenses.length))
  return (camera.sn !== gateway.sn) === preferAircraft ? 100 + lenses : lenses
}
