import type { Fault } from '@shared/fault'
import { TIMES } from './policy-times'

/** WHIP failed with a gateway and is not tried before `until`; steady times. */
export interface StepDown {
  fault: Fault
  until: number
}

/** The same as it is kept over a restart, in milliseconds since the epoch. */
export interface KeptStepDown extends StepDown {
  gatewaySn: string
  /** How often in a row. */
  count: number
}

export interface StepDownKeeper {
  load(): readonly KeptStepDown[]
  save(stepDowns: readonly KeptStepDown[]): void
}

interface Entry extends StepDown {
  count: number
}

/** One moment on both clocks. */
interface Moment {
  now: number
  wall: number
}

/** More gateways than a site has; the oldest are forgotten. */
const MOST = 4096

/** What a device says when it will never take WHIP with the firmware it has. */
const LASTING: ReadonlySet<string> = new Set<Fault['code']>([
  'dji-protocol-refused',
  'dji-unsupported',
  'dji-address-refused',
])

const pauseAfter = ({ code }: Fault, count: number): number =>
  LASTING.has(code)
    ? TIMES.whipAgainLast
    : Math.min(TIMES.whipAgain * 2 ** Math.min(count - 1, 10), TIMES.whipAgainLast)

/**
 * Which gateways push by RTMP because WHIP failed with them. Each failure in a row keeps WHIP away
 * for longer; one stream that runs well by WHIP ends it.
 */
export class ProtocolLadder {
  readonly #entries = new Map<string, Entry>()
  readonly #keeper: StepDownKeeper | undefined

  constructor(keeper: StepDownKeeper | undefined, { now, wall }: Moment) {
    this.#keeper = keeper
    for (const { gatewaySn, fault, until, count } of keeper?.load() ?? []) {
      const left = Math.min(Math.max(until - wall, 0), TIMES.whipAgainLast)
      const at = now - Math.max(wall - fault.at, 0)
      this.#entries.set(gatewaySn, { fault: { ...fault, at }, until: now + left, count })
    }
  }

  /** Why WHIP is not to be tried at this gateway now; undefined when it is. */
  stepDown(gatewaySn: string, now: number): StepDown | undefined {
    const entry = this.#entries.get(gatewaySn)
    return entry !== undefined && now < entry.until ? entry : undefined
  }

  /** A stream of this gateway gave WHIP up. The same fault may be told again. */
  gaveUp(gatewaySn: string, fault: Fault, moment: Moment): void {
    const { now } = moment
    const before = this.#entries.get(gatewaySn)
    if (before !== undefined && (now < before.until || fault.at <= before.fault.at)) return
    const count = (before?.count ?? 0) + 1
    this.#entries.delete(gatewaySn)
    this.#entries.set(gatewaySn, { fault, until: now + pauseAfter(fault, count), count })
    const [oldest] = this.#entries.keys()
    if (this.#entries.size > MOST && oldest !== undefined) this.#entries.delete(oldest)
    this.#save(moment)
  }

  /**
   * A stream of this gateway runs well by WHIP, and has since a steady time. One that ran already
   * when another gave up says nothing about the next start.
   */
  worked(gatewaySn: string, since: number, moment: Moment): void {
    const before = this.#entries.get(gatewaySn)
    if (before === undefined || before.count === 0 || since <= before.fault.at) return
    this.#entries.set(gatewaySn, { ...before, until: moment.now, count: 0 })
    this.#save(moment)
  }

  #save({ now, wall }: Moment): void {
    const wallOf = (time: number): number => Math.round(wall + (time - now))
    const kept = [...this.#entries].flatMap(([gatewaySn, { count, fault, until }]) =>
      count === 0
        ? []
        : [{ gatewaySn, count, until: wallOf(until), fault: { ...fault, at: wallOf(fault.at) } }],
    )
    this.#keeper?.save(kept)
  }
}
