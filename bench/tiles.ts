import { setTimeout as pause } from 'node:timers/promises'
import type { PlayerKind } from '../src/shared/wall'
import { ClockWatch } from './clock-watch'
import type { Figure, Outcome } from './figure'
import { GlassScreen } from './glass-screen'
import { usageOf, type Usage } from './process-meter'
import { median, quantile } from './statistics'
import { WallStation } from './wall-station'

const COUNTS = [1, 4, 9, 16] as const
const FPS = 15
const SETTLE_MS = 4_000
const WATCH_MS = 8_000
const PLAYERS: readonly PlayerKind[] = ['now', 'smooth']

interface Run {
  /** Milliseconds from drawing to glass of every picture seen on the first tile. */
  ages: number[]
  /** Share of pictures that never came to the glass, over all tiles. */
  missed: number
  cores: number
  mebibytes: number
}

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
    const idle = await idleUsage(station)
    const runs = new Map<string, Run[]>()
    for (let round = 0; round < repeat; round++)
      for (const count of COUNTS)
        for (const player of PLAYERS) {
          const key = `${count} ${player}`
          await station.show(count, player)
          runs.set(key, [...(runs.get(key) ?? []), await measure(station, screen)])
        }
    return { figures: COUNTS.flatMap((count) => figuresOf(count, runs, idle)) }
  } finally {
    await station.close()
    screen.close()
  }
}

async function idleUsage(station: WallStation): Promise<Run> {
  await station.setWall(1, 0, 'now')
  await pause(SETTLE_MS)
  const before = usageOf(station.pid)
  await pause(WATCH_MS)
  return { ages: [], missed: 0, ...rate(before, usageOf(station.pid)) }
}

async function measure(station: WallStation, screen: GlassScreen): Promise<Run> {
  await pause(SETTLE_MS)
  const watch = new ClockWatch(screen, await station.pictures())
  const before = usageOf(station.pid)
  const sightings = await watch.watch(WATCH_MS)
  const usage = rate(before, usageOf(station.pid))
  const seen = sightings.map((tile) => tile.length)
  const wanted = sightings.map((tile) => {
    const [from, to] = [tile[0]?.drawn ?? 0, tile.at(-1)?.drawn ?? 0]
    const taken = 1 + Math.round(((to - from) * FPS) / 1000)
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

function figuresOf(count: number, all: ReadonlyMap<string, Run[]>, idle: Run): Figure[] {
  const of = (player: PlayerKind) => {
    const runs = all.get(`${count} ${player}`) ?? []
    const each = (pick: (run: Run) => number): number => median(runs.map(pick))
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
