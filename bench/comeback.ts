import { COMEBACKS, type Comeback, type ComebackSite } from './comebacks'
import type { Figure, Outcome } from './figure'
import { GlassScreen } from './glass-screen'
import { SiteBroker } from './site-broker'
import { median } from './statistics'
import { WallStation } from './wall-station'
import { WallWatch } from './wall-watch'

const TIMES = 3
const WELL_WITHIN_MS = 90_000
const STEADY_MS = 3_000

/** From what happened to the first new picture on the glass, and how much of it the dock needed. */
export async function comeback(repeat: number): Promise<Outcome> {
  const screen = await GlassScreen.open(1920, 1080)
  if (screen === undefined) return { skipped: 'Xvfb is not installed' }
  const broker = await SiteBroker.start()
  const station = await WallStation.start({
    display: screen.display,
    docks: 2,
    fps: 15,
    gop: 2,
    broker: broker.port,
  })
  try {
    const site: ComebackSite = { station, broker, screen, places: [] }
    await site.station.put([{ index: 0 }, { index: 1 }], TILES)
    const watch = new WallWatch(station, screen, 2)
    const figures: Figure[] = []
    for (const { name, goal, happen } of COMEBACKS) {
      const times: Comeback[] = []
      for (let time = 0; time < Math.max(TIMES, repeat); time++) {
        const well = await watch.untilWell(WELL_WITHIN_MS, STEADY_MS)
        if ('problem' in well) throw new Error(`before "${name}": ${well.problem}`)
        site.places = await station.pictures()
        times.push(await happen(site))
        await station.put([{ index: 0 }, { index: 1 }], TILES)
      }
      figures.push(...figuresOf(name, goal, times))
    }
    return { figures }
  } finally {
    await station.close()
    await broker.die()
    screen.close()
  }
}

const TILES = { grid: 4, quality: 2, player: 'now' } as const

function figuresOf(name: string, goal: number, times: readonly Comeback[]): Figure[] {
  const of = (pick: (time: Comeback) => number): number => median(times.map(pick))
  return [
    { name: `${name}: to the first new picture`, value: of(({ total }) => total), unit: 'ms' },
    { name: `${name}: of that the dock's own`, value: of(({ docks }) => docks), unit: 'ms' },
    {
      name: `${name}: beyond the dock`,
      value: of(({ total, docks }) => total - docks),
      unit: 'ms',
      goal: { most: goal },
    },
  ]
}
