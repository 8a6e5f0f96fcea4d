import { setTimeout as pause } from 'node:timers/promises'
import { newPicture, type Glass } from './new-picture'
import type { SiteBroker } from './site-broker'
import { soon } from './soon'

/** The wall has two tiles. */
export interface ComebackSite extends Glass {
  broker: SiteBroker
}

/** Milliseconds to the first new picture, and how many of them the dock needed for itself. */
export interface Comeback {
  total: number
  docks: number
}

interface Happening {
  name: string
  /** Milliseconds beyond what the dock needs. */
  goal: number
  happen(this: void, site: ComebackSite): Promise<Comeback>
}

const OUTAGE_MS = 3_000
/** A media process that dies sooner is started again later each time. */
const SETTLED_MS = 10_000

export const COMEBACKS: readonly Happening[] = [
  {
    name: 'publisher restart',
    goal: 1000,
    happen: async (site) => {
      const { proxy } = site.station
      const cut = Date.now()
      proxy.cut()
      // Two docks connect again; the first tile is looked at, so the later of them bounds it.
      const connected = await soon(() => proxy.connected.filter((at) => at >= cut)[1])
      const seen = await newPicture(site, 0, connected)
      return { total: seen - cut, docks: connected - cut }
    },
  },
  {
    name: 'dock reconnect (power back)',
    goal: 2000,
    happen: async (site) => {
      const { docks } = site.station
      docks?.order({ fault: 'power-cycle', value: 0, dock: 1 })
      await pause(OUTAGE_MS)
      const back = Date.now()
      docks?.order({ clear: true })
      return asked(site, { dock: 1, from: back })
    },
  },
  {
    name: 'broker restart, start due',
    goal: 3000,
    happen: async (site) => {
      const { station, broker } = site
      await station.put([{ index: 0 }], { grid: 4, quality: 2, player: 'now' })
      await soon(() => station.docks?.first('push-ended', Date.now() - 5_000)?.at)
      await broker.die()
      await station.put([{ index: 0 }, { index: 1 }], { grid: 4, quality: 2, player: 'now' })
      await pause(OUTAGE_MS)
      const back = Date.now()
      await broker.comeBack()
      return asked(site, { dock: 2, from: back })
    },
  },
  {
    name: 'media process killed',
    goal: 3000,
    happen: async (site) => {
      const { station } = site
      await pause(SETTLED_MS)
      const pid = await station.pidOf('media')
      const killed = Date.now()
      process.kill(pid, 'SIGKILL')
      // What the dock waits before its first try; a later one would be our fault.
      const connected = await soon(() => station.proxy.connected.find((at) => at >= killed))
      const seen = await newPicture(site, 0, connected)
      return { total: seen - killed, docks: connected - killed }
    },
  },
  {
    name: 'media process killed, docks stay away',
    goal: 3000,
    happen: async (site) => {
      const { station } = site
      await pause(SETTLED_MS)
      const pid = await station.pidOf('media')
      // They believe that they push and never try again.
      station.docks?.order({ fault: 'push-dead', value: 0 })
      const killed = Date.now()
      process.kill(pid, 'SIGKILL')
      await pause(500)
      station.docks?.order({ clear: true })
      return asked(site, { dock: 1, from: killed, online: killed })
    },
  },
  {
    name: 'window killed',
    goal: 3000,
    happen: async (site) => {
      const pid = await site.station.pidOf('window')
      const killed = Date.now()
      process.kill(pid, 'SIGKILL')
      const seen = await newPicture(site, 0, killed + 100)
      return { total: seen - killed, docks: 0 }
    },
  },
]

/**
 * A dock has to be asked: its own are the time until it is online and from request to push.
 * @param of number of the dock (from 1), since when it can come back, and when it was online if it
 *   was never gone
 */
async function asked(
  site: ComebackSite,
  { dock, from, ...known }: { dock: number; from: number; online?: number },
): Promise<Comeback> {
  const { docks } = site.station
  const sn = `7CTXSIM001000${dock}`
  const of = (event: string): number | undefined =>
    docks?.events.find((told) => told.event === event && told.sn === sn && told.at >= from)?.at
  const online = known.online ?? (await soon(() => of('dock-online')))
  const pushed = await soon(() => of('push-started'))
  // Lost requests are ours: the one that counts is the last before the push.
  const request =
    site.broker.requests.findLast(
      (seen) => seen.sn === sn && seen.method === 'live_start_push' && seen.at <= pushed,
    )?.at ?? NaN
  const seen = await newPicture(site, dock - 1, pushed - 1000)
  return { total: seen - from, docks: online - from + (pushed - request) }
}
