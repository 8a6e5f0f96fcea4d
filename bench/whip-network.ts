import { setTimeout as pause } from 'node:timers/promises'
import type { IngestMeter } from '../src/shared/stream'
import { ClockWatch, type Sighting } from './clock-watch'
import type { Figure } from './figure'
import type { GlassScreen } from './glass-screen'
import { median, quantile } from './statistics'
import { WallStation } from './wall-station'

/** A camera of its own, because a shared one takes no changes; of a kind that sends 3 Mbit/s. */
const DOCK = ['--aircraft=off', '--reply-delay=20-50', '--whip-relay', '--model=dock1']
const FPS = 15
const INTERVAL_MS = 1000 / FPS
/** As WebRTC's statistics count them: longer than this without a new picture is a freeze. */
const FREEZE_MS = Math.max(3 * INTERVAL_MS, INTERVAL_MS + 150)
const SETTLE_MS = 5_000
const WATCH_MS = 12_000
/** A bit rate is found in steps. */
const ADAPT_MS = 12_000
const TOLD = 3
const MEGABIT = 1e6

/** What is wrong with a network, as faults of the simulator. */
interface Condition {
  name: string
  faults: Readonly<Record<string, string | number>>
  /** The most freezes there may be. */
  freezes?: number
}

const CONDITIONS: readonly Condition[] = [
  { name: 'good network', faults: {} },
  { name: '1 % loss, 50 ms', faults: { 'packet-loss': 1, 'packet-delay': 50 }, freezes: 0 },
  { name: '5 % loss, 50 ms', faults: { 'packet-loss': 5, 'packet-delay': 50 } },
  { name: '1 % loss, 150 ms', faults: { 'packet-loss': 1, 'packet-delay': 150 } },
  { name: '5 % loss, 150 ms', faults: { 'packet-loss': 5, 'packet-delay': 150 } },
  { name: '50 ms, jitter of 50 ms', faults: { 'packet-delay': '50:50' } },
]

/** What came through a network in so many seconds. */
interface Passage {
  ages: number[]
  freezes: number
  /** Pictures that never came to the glass, in percent. */
  missed: number
  /** Pictures that the ingest threw away. */
  dropped: number
  /** Bits a second at the ingest, once a second. */
  rates: number[]
  /** Milliseconds that packets waited before the bottleneck, once a second. */
  queues: number[]
}

/** One dock that publishes by WHIP through networks that are bad in one way after the other. */
export async function whipNetwork(screen: GlassScreen, repeat: number): Promise<Figure[]> {
  const station = await WallStation.start({
    display: screen.display,
    docks: 1,
    fps: FPS,
    gop: 2,
    whip: true,
    dockSwitches: DOCK,
  })
  try {
    await station.show(1, 'now', 'whip')
    const figures: Figure[] = []
    for (const condition of CONDITIONS) {
      const passages: Passage[] = []
      for (let time = 0; time < repeat; time++)
        passages.push(await through(station, screen, condition))
      figures.push(...figuresOf(condition, passages))
    }
    return [...figures, ...(await rateFigures(station, screen))]
  } finally {
    await station.close()
  }
}

async function through(
  station: WallStation,
  screen: GlassScreen,
  { faults }: Pick<Condition, 'faults'>,
  settle = SETTLE_MS,
): Promise<Passage> {
  for (const [fault, value] of Object.entries(faults))
    station.docks?.order(value === '' ? { fault } : { fault, value })
  await pause(settle)
  const before = (await meter(station))?.dropped ?? 0
  const began = Date.now()
  const rates: number[] = []
  const watch = new ClockWatch(screen, await station.pictures())
  const metering = setInterval(
    () => void meter(station).then((read) => rates.push(read?.bitrate ?? NaN)),
    1000,
  )
  const [seen = []] = await watch.watch(WATCH_MS)
  clearInterval(metering)
  const dropped = ((await meter(station))?.dropped ?? 0) - before
  station.docks?.order({ clear: true })
  const queues = station.docks?.all('network-queue', began).map(({ ms }) => Number(ms)) ?? []
  return { ...sightingsOf(seen, station), dropped, rates, queues }
}

function sightingsOf(
  seen: readonly Sighting[],
  station: WallStation,
): Pick<Passage, 'ages' | 'freezes' | 'missed'> {
  const gaps = seen.slice(1).map((one, before) => one.seen - (seen[before]?.seen ?? one.seen))
  const [from, to] = [seen[0]?.drawn ?? 0, seen.at(-1)?.drawn ?? 0]
  const taken = 1 + Math.round((to - from) / INTERVAL_MS) - station.picturesSkipped(from, to)
  return {
    ages: seen.map((one) => one.seen - one.drawn),
    freezes: gaps.filter((gap) => gap > FREEZE_MS).length,
    missed: 100 * Math.max(0, 1 - seen.length / taken),
  }
}

function figuresOf({ name, freezes }: Condition, passages: readonly Passage[]): Figure[] {
  const of = (pick: (passage: Passage) => number): number => median(passages.map(pick))
  const sum = (pick: (passage: Passage) => number): number =>
    passages.map(pick).reduce((a, b) => a + b, 0)
  return [
    {
      name: `WHIP, ${name}: freezes`,
      value: sum((passage) => passage.freezes),
      unit: 'freezes',
      ...(freezes === undefined ? {} : { goal: { most: freezes } }),
    },
    { name: `WHIP, ${name}: missed pictures`, value: of(({ missed }) => missed), unit: '%' },
    {
      name: `WHIP, ${name}: thrown away by the ingest`,
      value: sum(({ dropped }) => dropped),
      unit: 'pictures',
    },
    { name: `WHIP, ${name}: median`, value: of(({ ages }) => median(ages)), unit: 'ms' },
    { name: `WHIP, ${name}: p95`, value: of(({ ages }) => quantile(ages, 0.95)), unit: 'ms' },
  ]
}

/** Pictures that need every bit, told 3 Mbit/s, and then half of that is all that passes. */
async function rateFigures(station: WallStation, screen: GlassScreen): Promise<Figure[]> {
  await station.put([{ index: 0 }], { grid: 1, quality: 4, player: 'now', protocol: 'whip' })
  const free = await through(station, screen, { faults: { grain: '' } }, ADAPT_MS)
  const narrow = { grain: '', 'packet-rate': 1500 }
  const bottleneck = await through(station, screen, { faults: narrow }, ADAPT_MS)
  return [
    {
      name: `WHIP, told ${TOLD} Mbit/s: bit rate`,
      value: median(free.rates) / MEGABIT,
      unit: 'Mbit/s',
      goal: { least: 0.9 * TOLD },
    },
    {
      name: 'WHIP, bottleneck of 1.5 Mbit/s: bit rate',
      value: median(bottleneck.rates) / MEGABIT,
      unit: 'Mbit/s',
      goal: { least: 1 },
    },
    {
      name: 'WHIP, bottleneck: queue',
      value: median(bottleneck.queues),
      unit: 'ms',
      goal: { most: 100 },
    },
    {
      name: 'WHIP, bottleneck: median beside the free network',
      value: median(bottleneck.ages) - median(free.ages),
      unit: 'ms',
    },
    { name: 'WHIP, bottleneck: freezes', value: bottleneck.freezes, unit: 'freezes' },
    { name: 'WHIP, bottleneck: missed pictures', value: bottleneck.missed, unit: '%' },
  ]
}

async function meter(station: WallStation): Promise<IngestMeter | undefined> {
  return (await station.see())?.statuses[0]?.meter
}
