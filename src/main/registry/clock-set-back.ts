import type { GatewayFacts, Timed } from './facts'

/** A step back that is larger than this is a clock that was set and not one that was adjusted. */
const SET_BACK_MS = 1000

/** Notices when the wall clock, by which everything is dated, was set back. */
export class ClockSetBack {
  #latest = 0

  /** How many milliseconds the clock went back since it was last read; 0 as long as it went on. */
  by(now: number): number {
    const back = this.#latest - now
    if (back > 0 && back <= SET_BACK_MS) return 0
    this.#latest = now
    return Math.max(back, 0)
  }
}

/** The same facts as dated by the clock that was set back by `ms`, so that ages stay what they were. */
export const datedBack = (facts: GatewayFacts, ms: number): GatewayFacts => {
  const { aircraft } = facts
  return {
    ...facts,
    firstSeen: earlier(facts.firstSeen, ms),
    modeCode: timedEarlier(facts.modeCode, ms),
    remainUpload: timedEarlier(facts.remainUpload, ms),
    aircraft: aircraft && {
      ...aircraft,
      since: earlier(aircraft.since, ms),
      battery: timedEarlier(aircraft.battery, ms),
      modeCode: timedEarlier(aircraft.modeCode, ms),
    },
  }
}

/** Zero means never and stays; a moment may not become zero. */
export const earlier = (at: number, ms: number): number => (at === 0 ? 0 : Math.max(at - ms, 1))

const timedEarlier = (timed: Timed<number> | undefined, ms: number): Timed<number> | undefined =>
  timed && { ...timed, at: earlier(timed.at, ms) }
