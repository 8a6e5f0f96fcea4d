import type { PlayerKind } from '../src/shared/wall'
import type { Figure, Outcome } from './figure'
import { GlassScreen } from './glass-screen'
import { median, quantile } from './statistics'
import { idleRun, tileRun, type TileRun } from './tile-run'
import { WallStation } from './wall-station'

const COUNTS = [1, 4, 9, 16] as const
const FPS = 15
const PLAYERS: readonly PlayerKind[] = ['now', 'smooth']

/**
 * Glass to glass, missed pictures, CPU and memory by number of 720p15 tiles, of our player and of
 * mpegts.js tuned, which shows the same streams of the same encoder in the same run of the app.
 */
export async function tiles(repeat: number): Promise<Outcome> {
  const screen = await GlassScreen.open(1920, 1080)
  if (screen === undefined) return { skipped: 'Xvfb is not installed' }
  const most = Math.max(...COUNTS)
  const station = await WallStation.start({
    display: screen.display,
    docks: most,
    fps: FPS,
    gop: 2,
  })
  try {
    const idle = await idleRun(station)
    const runs = new Map<string, TileRun[]>()
    for (let round = 0; round < repeat; round++)
      for (const count of COUNTS)
        for (const player of PLAYERS) {
          const key = `${count} ${player}`
          await station.show(count, player)
          runs.set(key, [...(runs.get(key) ?? []), await tileRun(station, screen, FPS)])
        }
    return { figures: COUNTS.flatMap((count) => figuresOf(count, runs, idle)) }
  } finally {
    await station.close()
    screen.close()
  }
}

function figuresOf(count: number, all: ReadonlyMap<string, TileRun[]>, idle: TileRun): Figure[] {
  const of = (player: PlayerKind) => {
    const runs = all.get(`${count} ${player}`) ?? []
    const each = (pick: (run: TileRun) => number): number => median(runs.map(pick))
    return {
      median: each((run) => median(run.ages)),
      p95: each((run) => quantile(run.ages, 0.95)),
      missed: 100 * each((run) => run.missed),
      cores: each((run) => (run.cores - idle.cores) / count),
      // Chromium keeps for a while what a larger wall took: only the first way up tells.
      mebibytes: ((runs[0]?.mebibytes ?? NaN) - idle.mebibytes) / count,
    }
  }
  const [now, smooth] = [of('now'), of('smooth')]
  const at = `${count} tile${count === 1 ? '' : 's'}`
  return [
    { name: `${at}: glass to glass, median`, value: now.median, unit: 'ms' },
    { name: `${at}: glass to glass, p95`, value: now.p95, unit: 'ms' },
    { name: `${at}: glass to glass, mpegts.js tuned, median`, value: smooth.median, unit: 'ms' },
    {
      name: `${at}: median beside mpegts.js tuned`,
      value: now.median / smooth.median,
      unit: 'times',
      goal: { most: 0.25 },
    },
    {
      name: `${at}: missed pictures`,
      value: now.missed,
      unit: '%',
      ...(count === 16 ? { goal: { most: 1 } } : {}),
    },
    { name: `${at}: CPU a tile`, value: now.cores, unit: 'core' },
    {
      name: `${at}: CPU beside mpegts.js tuned`,
      value: now.cores / smooth.cores,
      unit: 'times',
      goal: { most: 1 },
    },
    {
      name: `${at}: memory a tile`,
      value: now.mebibytes,
      unit: 'MiB',
      // One tile carries what all tiles share.
      ...(count === 1 ? {} : { goal: { most: 30 } }),
    },
  ]
}
