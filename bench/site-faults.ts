import { familyOf } from './process-meter'
import type { SiteBroker } from './site-broker'
import type { WallStation } from './wall-station'

/** A site that things happen to. */
export interface HarmedSite {
  station: WallStation
  broker: SiteBroker
  /** 0 to 1. */
  random: () => number
}

export interface SiteFault {
  /** Seconds from the fault's end within which every tile must be live. */
  bound: number
  /** Does the harm and resolves when it is over. */
  strike(this: void, site: HarmedSite): Promise<void>
}

/** A dock boots, signs in, is asked to start, and warms its aircraft's camera up. */
const AFTER_POWER = 45
/** The longest pause between two tries of a start that may be tried again. */
const AFTER_REFUSAL = 45
/** A start is asked for within the longest pause between two tries. */
const ASKED_WITHIN_MS = 45_000
/** Nothing has to be asked of a dock. */
const AFTER_LINK = 12
const HOUR_MS = 3_600_000
/** Seconds for which a machine really stands still. */
const ASLEEP = 15

/**
 * Ends the streams of dock 1, so that it has to be asked, and lets it answer wrongly until it was
 * asked so often.
 */
const whileAsked = (
  fault: string,
  { value, times = 2, hold = 1 }: { value?: string | number; times?: number; hold?: number } = {},
): SiteFault => ({
  bound: AFTER_REFUSAL,
  strike: async ({ station: { docks }, broker }: HarmedSite): Promise<void> => {
    docks?.order({ fault, dock: 1, ...(value === undefined ? {} : { value }) })
    const from = broker.requests.length
    docks?.order({ fault: 'congestion', value: 0, dock: 1 })
    const until = Date.now() + ASKED_WITHIN_MS
    while (Date.now() < until && broker.requests.length < from + times) await pause(0.1)
    // The last answer is on its way; some faults are to last for longer.
    await pause(hold)
    docks?.order({ clear: true })
  },
})

/** Something of dock 1 is wrong for so long. */
const forAWhile = (
  fault: string,
  value: string | number | undefined,
  seconds: number,
): SiteFault => ({
  bound: AFTER_POWER,
  strike: async ({ station: { docks } }: HarmedSite): Promise<void> => {
    docks?.order({ fault, dock: 1, ...(value === undefined ? {} : { value }) })
    await pause(seconds)
    docks?.order({ clear: true })
  },
})

const refused = (code: number): SiteFault => whileAsked('code', { value: code })

/** What can happen to a site, by name. */
export const SITE_FAULTS: Readonly<Record<string, SiteFault>> = {
  'broker killed and back': {
    bound: AFTER_LINK,
    strike: async ({ broker, random }) => {
      await broker.die()
      await pause(1 + 5 * random())
      await broker.comeBack()
    },
  },
  'media process killed': { bound: AFTER_LINK, strike: (site) => signal(site, 'media', 'SIGKILL') },
  // Nobody says that it hangs: it takes five seconds of silence to be sure.
  'media process hangs': {
    bound: 2 * AFTER_LINK,
    strike: (site) => signal(site, 'media', 'SIGSTOP'),
  },
  'window killed': { bound: AFTER_LINK, strike: (site) => signal(site, 'window', 'SIGKILL') },
  'window reloaded': {
    bound: AFTER_LINK,
    strike: async ({ station }) => {
      await station.inWindow('setTimeout(() => location.reload(), 0)')
    },
  },
  'window hidden for 10 s': {
    bound: AFTER_LINK,
    strike: async ({ station }) => {
      await station.setShown(false)
      await pause(10)
      await station.setShown(true)
    },
  },
  'machine asleep for an hour': {
    bound: AFTER_LINK,
    strike: async ({ station }) => {
      const family = familyOf(station.pid)
      // The clock went on while nothing ran.
      await station.setClock(HOUR_MS - 1000 * ASLEEP)
      for (const pid of family) process.kill(pid, 'SIGSTOP')
      await pause(ASLEEP)
      for (const pid of family.reverse()) process.kill(pid, 'SIGCONT')
    },
  },
  'clock set back by an hour': {
    bound: AFTER_LINK,
    strike: ({ station }) => station.setClock(-HOUR_MS),
  },
  'dock power-cycled': { ...forAWhile('power-cycle', 0, 4), bound: AFTER_POWER },
  'aircraft off and on': forAWhile('aircraft-cycle', 0, 5),
  'aircraft off and on, first starts fail': {
    bound: AFTER_POWER,
    strike: async (site) => {
      const { docks } = site.station
      docks?.order({ fault: 'aircraft-cycle', value: 0, dock: 1 })
      await pause(3)
      docks?.order({ fault: 'code', value: '513006:3', dock: 1 })
      docks?.order({ fault: 'aircraft-cycle', on: false, dock: 1 })
    },
  },
  'MQTT of a dock gone for 15 s': forAWhile('drop-mqtt', 0, 15),
  'publishers cut': {
    bound: AFTER_LINK,
    strike: ({ station }) => Promise.resolve(station.proxy.cut()),
  },
  'publisher gone for good, dock says live': forAWhile('push-dead', 0, 1),
  'reply lost': whileAsked('reply-lost', { times: 1 }),
  'reply late by 25 s': whileAsked('reply-late', { value: 25_000, times: 1 }),
  'reply with the wrong tid': whileAsked('wrong-tid', { times: 1 }),
  'refused with 513003': refused(513003),
  'refused with 513006': refused(513006),
  'refused with 513008': refused(513008),
  'refused with 513009': refused(513009),
  'refused with 513010': refused(513010),
  'refused with 513015': refused(513015),
  'refused with 513017': whileAsked('media-download'),
  'publisher accepted, no media': whileAsked('media-silent', { value: 0, hold: 18 }),
  'media stops, TCP stays': {
    bound: AFTER_REFUSAL,
    strike: async ({ station, random }) => {
      station.proxy.hold()
      await pause(3 + 12 * random())
      station.proxy.release()
    },
  },
  'picture frozen, packets arrive': forAWhile('media-frozen', 0, 8),
  'resolution changes': forAWhile('resolution-change', 2, 7),
  'timestamps jump': forAWhile('timestamp-jump', 60_000, 12),
}

async function signal(
  { station }: HarmedSite,
  part: 'media' | 'window',
  name: 'SIGKILL' | 'SIGSTOP',
): Promise<void> {
  process.kill(await station.pidOf(part), name)
}

const pause = (seconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, seconds * 1000))
