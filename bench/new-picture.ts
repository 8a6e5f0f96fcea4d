import { setTimeout as pause } from 'node:timers/promises'
import { readPictureClock } from './clock-watch'
import type { GlassScreen, Rectangle } from './glass-screen'
import { soon } from './soon'
import type { WallStation } from './wall-station'

/** What is looked at, and where its pictures were last. */
export interface Glass {
  station: WallStation
  screen: GlassScreen
  places: Rectangle[]
}

/** When a picture drawn after `after` is seen in a tile. Milliseconds since the epoch, or NaN. */
export async function newPicture(glass: Glass, tile: number, after: number): Promise<number> {
  let over = false
  // A notice above the tiles moves them, and a window that died has none for a while.
  const follow = async (): Promise<void> => {
    while (!over) {
      const places = await glass.station.pictures()
      if (places.length > 0) glass.places = places
      await pause(100)
    }
  }
  const following = follow()
  const seen = await soon(() => {
    const place = glass.places[tile]
    const drawn = place === undefined ? undefined : readPictureClock(glass.screen, place)
    return drawn !== undefined && drawn > after ? Date.now() : undefined
  }, 2)
  over = true
  await following
  return seen
}
