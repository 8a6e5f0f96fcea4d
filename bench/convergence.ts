import { seededRandom } from '../src/simulator/camera-page/random'
import { GlassScreen } from './glass-screen'
import { SiteBroker } from './site-broker'
import { SITE_FAULTS, type HarmedSite } from './site-faults'
import { WallStation } from './wall-station'
import { WallWatch } from './wall-watch'

/** What came of one fault. Times in milliseconds. */
export interface Convergence {
  fault: string
  lasted: number
  /** From the fault's end to every tile live; undefined when that did not come. */
  live: number | undefined
  bound: number
  requests: number
  mostInASecond: number
  /** What was wrong when it was given up. */
  problem?: string
}

export interface ConvergenceWanted {
  seed: number
  faults: number
  /** Names of faults to choose from; all when left out. */
  only?: readonly string[]
  told(row: Convergence): void
}

const MOST_IN_A_SECOND = 2
const FIRST_LIVE_MS = 60_000
const BETWEEN_MS = 1_500
const WATCHED = [{ index: 0 }, { index: 0, aircraft: true }, { index: 1 }]

export const converged = ({ live, bound, mostInASecond }: Convergence): boolean =>
  live !== undefined && live <= bound && mostInASecond <= MOST_IN_A_SECOND

/**
 * Starts the app with two simulated docks on a broker of ours, lets one fault after the other
 * happen and waits after each until every tile shows what its camera sees now.
 * @returns a row for each fault; undefined where there is no screen to read
 */
export async function converge(wanted: ConvergenceWanted): Promise<Convergence[] | undefined> {
  const screen = await GlassScreen.open(1920, 1080)
  if (screen === undefined) return undefined
  const random = seededRandom(wanted.seed)
  const broker = await SiteBroker.start()
  const station = await WallStation.start({
    display: screen.display,
    docks: 2,
    fps: 10,
    gop: 2,
    broker: broker.port,
    dockSwitches: [`--seed=1`, '--aircraft-after=1', '--reply-delay=50-150'],
  })
  const rows: Convergence[] = []
  try {
    const watch = new WallWatch(station, screen, WATCHED.length)
    await station.put(WATCHED, { grid: 4, quality: 1, player: 'now' })
    const first = await watch.untilWell(FIRST_LIVE_MS)
    if ('problem' in first) throw new Error(`never live before the first fault: ${first.problem}`)
    for (const fault of inOrder(wanted, random)) {
      await new Promise((done) => setTimeout(done, BETWEEN_MS * random()))
      const row = await harm(fault, { station, broker, random }, watch)
      rows.push(row)
      wanted.told(row)
    }
    return rows
  } finally {
    await station.close()
    await broker.die()
    screen.close()
  }
}

async function harm(fault: string, site: HarmedSite, watch: WallWatch): Promise<Convergence> {
  const harm = SITE_FAULTS[fault]
  if (harm === undefined) throw new Error(`there is no fault "${fault}"`)
  const began = Date.now()
  await harm.strike(site)
  const over = Date.now()
  const bound = harm.bound * 1000
  const well = await watch.untilWell(bound)
  site.station.docks?.order({ clear: true })
  const row = { fault, lasted: over - began, bound, ...site.broker.asked(began) }
  if ('at' in well) return { ...row, live: well.at - over }
  // The next fault is to meet a wall that is well.
  await watch.untilWell(4 * bound)
  return { ...row, live: undefined, problem: well.problem }
}

/** Every fault once in an order of the seed's, then again in another, until there are enough. */
function inOrder({ faults, only }: ConvergenceWanted, random: () => number): string[] {
  const names = only ?? Object.keys(SITE_FAULTS)
  const order: string[] = []
  while (order.length < faults) {
    const round = names
      .map((name) => ({ name, place: random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ name }) => name)
    order.push(...round)
  }
  return order.slice(0, faults)
}
