import type { IngestProtocol } from '../src/shared/stream'
import type { Figure } from './figure'
import type { GlassScreen } from './glass-screen'
import { median, quantile } from './statistics'
import { idleRun, tileRun, type TileRun } from './tile-run'
import { WallStation } from './wall-station'

const COUNTS = [1, 4, 9] as const
const FPS = 15
const PROTOCOLS: readonly IngestProtocol[] = ['rtmp', 'whip']

/** Glass to glass and CPU of 720p15 tiles by WHIP, beside RTMP of the same docks in the same run. */
export async function whipTiles(screen: GlassScreen, repeat: number): Promise<Figure[]> {
  const station = await WallStation.start({
    display: screen.display,
    docks: Math.max(...COUNTS),
    fps: FPS,
    gop: 2,
    whip: true,
  })
  try {
    const idle = await idleRun(station)
    const runs = new Map<string, TileRun[]>()
    for (let round = 0; round < repeat; round++)
      for (const count of COUNTS)
        for (const protocol of PROTOCOLS) {
          const key = `${count} ${protocol}`
          await station.show(count, 'now', protocol)
          runs.set(key, [...(runs.get(key) ?? []), await tileRun(station, screen, FPS)])
        }
    return COUNTS.flatMap((count) => figuresOf(count, runs, idle))
  } finally {
    await station.close()
  }
}

function figuresOf(count: number, all: ReadonlyMap<string, TileRun[]>, idle: TileRun): Figure[] {
  const of = (protocol: IngestProtocol) => {
    const runs = all.get(`${count} ${protocol}`) ?? []
    const each = (pick: (run: TileRun) => number): number => median(runs.map(pick))
    return {
      median: each((run) => median(run.ages)),
      p95: each((run) => quantile(run.ages, 0.95)),
      missed: 100 * each((run) => run.missed),
      cores: each((run) => (run.cores - idle.cores) / count),
    }
  }
  const [rtmp, whip] = [of('rtmp'), of('whip')]
  const at = `${count} tile${count === 1 ? '' : 's'}`
  return [
    {
      name: `${at}: WHIP, glass to glass, median`,
      value: whip.median,
      unit: 'ms',
      ...(count === 4 ? { goal: { most: 100 } } : {}),
    },
    { name: `${at}: WHIP, glass to glass, p95`, value: whip.p95, unit: 'ms' },
    { name: `${at}: RTMP, glass to glass, median`, value: rtmp.median, unit: 'ms' },
    {
      name: `${at}: median beside RTMP`,
      value: whip.median / rtmp.median,
      unit: 'times',
      goal: { most: 2 },
    },
    { name: `${at}: WHIP, missed pictures`, value: whip.missed, unit: '%' },
    { name: `${at}: RTMP, missed pictures`, value: rtmp.missed, unit: '%' },
    { name: `${at}: WHIP, CPU a tile`, value: whip.cores, unit: 'core' },
    { name: `${at}: RTMP, CPU a tile`, value: rtmp.cores, unit: 'core' },
  ]
}
