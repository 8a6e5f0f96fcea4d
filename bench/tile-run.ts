import { setTimeout as pause } from 'node:timers/promises'
import { ClockWatch } from './clock-watch'
import type { GlassScreen } from './glass-screen'
import { usageOf, type Usage } from './process-meter'
import type { WallStation } from './wall-station'

const SETTLE_MS = 4_000
const WATCH_MS = 8_000

/** What was seen of a wall, and what it used meanwhile. */
export interface TileRun {
  /** Milliseconds from drawing to glass of every picture seen on the first tile. */
  ages: number[]
  /** Share of pictures that never came to the glass, over all tiles. */
  missed: number
  cores: number
  mebibytes: number
}

/** The app with a wall that shows nothing. */
export async function idleRun(station: WallStation): Promise<TileRun> {
  await station.setWall(1, 0, 'now')
  await pause(SETTLE_MS)
  const before = usageOf(station.pid)
  await pause(WATCH_MS)
  return { ages: [], missed: 0, ...rate(before, usageOf(station.pid)) }
}

/** The app with the wall that it has, whose docks make `fps` pictures a second. */
export async function tileRun(
  station: WallStation,
  screen: GlassScreen,
  fps: number,
): Promise<TileRun> {
  await pause(SETTLE_MS)
  const watch = new ClockWatch(screen, await station.pictures())
  const before = usageOf(station.pid)
  const sightings = await watch.watch(WATCH_MS)
  const usage = rate(before, usageOf(station.pid))
  const seen = sightings.map((tile) => tile.length)
  const wanted = sightings.map((tile) => {
    const [from, to] = [tile[0]?.drawn ?? 0, tile.at(-1)?.drawn ?? 0]
    const taken = 1 + Math.round(((to - from) * fps) / 1000)
    return taken - station.picturesSkipped(from, to)
  })
  const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0)
  return {
    ages: (sightings[0] ?? []).map(({ drawn, seen: at }) => at - drawn),
    missed: Math.max(0, 1 - sum(seen) / sum(wanted)),
    ...usage,
  }
}

const rate = (before: Usage, after: Usage): { cores: number; mebibytes: number } => ({
  cores: (after.cpuSeconds - before.cpuSeconds) / ((after.at - before.at) / 1000),
  mebibytes: after.mebibytes,
})
