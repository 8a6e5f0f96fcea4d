import type { Language } from '@shared/language'
import type { CameraPosition, Gateway } from '@shared/fleet'
import type { Tile } from '@shared/wall'
import { gatewayName, sourceName } from '../fleet/device-names'

/** Whom a tile shows and what its camera offers. */
export interface TileSubject {
  device: string
  camera: string
  lenses: readonly string[]
  positions: readonly CameraPosition[]
}

const SEPARATOR = ' · '

/**
 * From the fleet while the gateway lists the source; else the title the tile was placed with, or
 * its video id, and nothing on offer.
 */
export const tileSubject = (
  tile: Tile,
  gateway: Gateway | undefined,
  language: Language,
): TileSubject => {
  for (const camera of gateway?.cameras ?? []) {
    const source = camera.sources.find(({ videoId }) => videoId === tile.videoId)
    if (!gateway || !source) continue
    return {
      device: gatewayName(gateway, language),
      camera: sourceName(camera, source, language),
      lenses: source.lenses,
      positions: camera.positions,
    }
  }
  const [device = '', ...rest] = (tile.title || tile.videoId).split(SEPARATOR)
  return { device, camera: rest.join(SEPARATOR), lenses: [], positions: [] }
}
