import { setTimeout as pause } from 'node:timers/promises'
import { AlarmWatch } from './alarm-watch'
import { ClockWatch } from './clock-watch'
import { GlassScreen } from './glass-screen'
import { memoryByKind } from './process-kinds'
import { usageOf } from './process-meter'
import type { Hiccup, SoakLog, SoakSample } from './soak-sample'
import { median, quantile } from './statistics'
import { WallStation } from './wall-station'

const FPS = 15
const MINUTE_MS = 60_000
const WATCH_MS = 6_000
const LOOK_EVERY_MS = 40
/** Hiccups come every other minute. */
const HICCUP_EVERY = 2
const STALLS_MS = [1_500, 4_000, 700, 6_000]
const HIDDEN_MS = 20_000
/** A picture of this age is at the live edge. */
const EDGE_MS = 500
const EDGE_DEADLINE_MS = 10_000

/**
 * Runs the app with so many tiles for `minutes` and logs a sample each minute. False where there is
 * no screen to read.
 */
export async function soak(
  { minutes, tiles }: { minutes: number; tiles: number },
  log: SoakLog,
  told: (sample: SoakSample) => void,
): Promise<boolean> {
  const screen = await GlassScreen.open(1920, 1080)
  if (screen === undefined) return false
  const station = await WallStation.start({
    display: screen.display,
    docks: tiles,
    fps: FPS,
    gop: 2,
    faults: nights(tiles),
  })
  try {
    await station.show(tiles, 'now')
    const alarms = new AlarmWatch(station)
    const soaker = new Soaker(station, screen, alarms, await partsOf(station))
    const began = Date.now()
    for (let minute = 1; minute <= minutes; minute++) {
      const hiccup = minute % HICCUP_EVERY === 0 ? await soaker.disturb(minute) : undefined
      await pause(began + minute * MINUTE_MS - WATCH_MS - Date.now())
      const sample = { minute, ...(await soaker.sample()), ...(hiccup && { hiccup }) }
      log.add(sample)
      told(sample)
    }
    alarms.stop()
    return true
  } finally {
    await station.close()
    screen.close()
  }
}

/** Of five docks two look at a still scene in the dark; the clocks of the others tell the ages. */
const NIGHT_SHARE = 0.4

const clocked = (tiles: number): number => Math.ceil(tiles * (1 - NIGHT_SHARE))

const nights = (tiles: number): string[] =>
  Array.from({ length: tiles - clocked(tiles) }, (_, at) => `night@${clocked(tiles) + at + 1}`)

const partsOf = async (station: WallStation): Promise<string> =>
  `${await station.pidOf('media')} ${await station.pidOf('window')}`

class Soaker {
  private restarts = 0
  private last: { at: number; cpuSeconds: number; shown: number } | undefined

  constructor(
    private readonly station: WallStation,
    private readonly screen: GlassScreen,
    private readonly alarms: AlarmWatch,
    private parts: string,
  ) {}

  async sample(): Promise<Omit<SoakSample, 'minute' | 'hiccup'>> {
    const { station } = this
    const places = await station.pictures()
    const watch = new ClockWatch(this.screen, places.slice(0, clocked(places.length)))
    const ages: number[] = []
    const until = Date.now() + WATCH_MS
    while (Date.now() < until) {
      ages.push(...watch.look().map((age) => age ?? NaN))
      await pause(LOOK_EVERY_MS)
    }
    // A picture that could not be read was being painted; one that never can be is no age at all.
    const read = ages.filter((age) => !Number.isNaN(age))
    const parts = await partsOf(station)
    if (parts !== this.parts) this.restarts++
    this.parts = parts
    return {
      age: { median: median(read), p95: quantile(read, 0.95), max: Math.max(...read) },
      mebibytes: memoryByKind(station.pid),
      ...(await this.rates(places.length)),
      restarts: this.restarts,
      alarms: this.alarms.count,
    }
  }

  /** A link that holds everything back for a while, or a window that is hidden, in turn. */
  async disturb(minute: number): Promise<Hiccup> {
    const { station } = this
    const turn = minute / HICCUP_EVERY
    const kind = turn % 2 === 1 ? 'stall' : 'hidden'
    const lasted =
      kind === 'hidden' ? HIDDEN_MS : (STALLS_MS[Math.floor(turn / 2) % STALLS_MS.length] ?? 0)
    if (kind === 'stall') station.proxy.hold()
    else await station.setShown(false)
    await pause(lasted)
    const over = Date.now()
    if (kind === 'stall') station.proxy.release()
    else await station.setShown(true)
    return { kind, lasted, live: await this.untilEdge(over) }
  }

  private async untilEdge(over: number): Promise<number | undefined> {
    const places = await this.station.pictures()
    const watch = new ClockWatch(this.screen, places.slice(0, clocked(places.length)))
    while (Date.now() - over < EDGE_DEADLINE_MS) {
      const ages = watch.look()
      if (ages.length > 0 && ages.every((age) => age !== undefined && age < EDGE_MS))
        return Date.now() - over
      await pause(10)
    }
    return undefined
  }

  private async rates(tiles: number): Promise<{ cores: number; shown: number; dropped: number }> {
    const { station, last } = this
    const { at, cpuSeconds } = usageOf(station.pid)
    const shown = Number(
      await station.inWindow(
        `[...document.querySelectorAll('video')].reduce((sum, video) =>
          sum + video.getVideoPlaybackQuality().totalVideoFrames, 0)`,
      ),
    )
    this.last = { at, cpuSeconds, shown }
    const statuses = (await station.see())?.statuses ?? []
    const dropped = statuses.reduce((sum, { meter }) => sum + (meter?.dropped ?? 0), 0)
    if (last === undefined) return { cores: NaN, shown: NaN, dropped }
    const seconds = (at - last.at) / 1000
    return {
      cores: (cpuSeconds - last.cpuSeconds) / seconds,
      shown: (shown - last.shown) / seconds / tiles,
      dropped,
    }
  }
}
