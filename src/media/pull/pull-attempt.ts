import type { AccessUnit } from '@shared/access-unit'
import type { PullSource } from '@shared/media-server'
import type { ConnectionPace } from './connection-pace'
import type { PullClock } from './pull-clock'
import type { OpenPull, PullEnd, RunningPull } from './pull-source'

export interface AttemptDeps {
  open: OpenPull
  pace: ConnectionPace
  clock: PullClock
}

export interface AttemptEvents {
  /** The first one is a key picture. */
  unit(unit: AccessUnit): void
  dropped(problem: string): void
  /** Once, unless it was stopped, and nothing after it. */
  over(outcome: PullEnd, detail: string): void
}

/** Milliseconds until the first picture; HLS has to find a segment first. */
const FIRST_PICTURE = 5000
const FIRST_PICTURE_HLS = 10_000
/** Milliseconds more where pictures come and a key picture to begin with is still awaited. */
const KEY_PICTURE = 10_000
/** Seconds without a picture; HLS brings them a segment at a time. */
const STALL = 5
const STALL_HLS = 20

/** Two ticks are more than one second and at most two. */
const TICKS_FOR_PICTURE = 1

/** One try of one source: waits for its turn, watches the time, ends once. */
export class PullAttempt {
  private running: RunningPull | undefined
  private answered = false
  private awaitsKey = false
  private flows = false
  private over = false
  private ticksAnswered = 0
  private silentSeconds = 0
  private callOff: () => void

  /** `hurry` before others that wait for their turn. */
  constructor(
    readonly source: PullSource,
    private readonly deps: AttemptDeps,
    private readonly events: AttemptEvents,
    hurry: boolean,
  ) {
    this.callOff = deps.pace.wait(source.by, () => this.begin(), hurry)
  }

  /** Gives everything back; no event comes after it. */
  stop(): void {
    if (this.over) return
    this.over = true
    this.callOff()
    this.running?.stop()
  }

  /** The server took the request and has had time for a picture. */
  get answeredWithNone(): boolean {
    return this.ticksAnswered > TICKS_FOR_PICTURE && !this.awaitsKey
  }

  demandKey(): void {
    this.running?.demandKey?.()
  }

  /** Once a second. Stalls are counted in ticks: clocks are set and computers sleep. */
  tick(): void {
    if (this.over) return
    this.running?.tick?.(this.deps.clock.now())
    if (this.answered) this.ticksAnswered++
    if (!this.flows) return
    const limit = this.source.by === 'hls' ? STALL_HLS : STALL
    if (this.silentSeconds++ < limit) return
    this.end('ended', `no picture for ${String(limit)} s`)
  }

  private begin(): void {
    const limit = this.source.by === 'hls' ? FIRST_PICTURE_HLS : FIRST_PICTURE
    this.callOff = this.deps.clock.schedule(() => this.late(limit), limit)
    const events = {
      answered: () => {
        this.answered = true
      },
      unit: (unit: AccessUnit) => this.unit(unit),
      dropped: (problem: string) => {
        this.awaitsKey = true
        if (!this.over) this.events.dropped(problem)
      },
      over: (outcome: PullEnd, detail: string) => {
        this.running = undefined
        this.end(outcome, detail)
      },
    }
    const running = this.deps.open(this.source, events, () => this.deps.clock.now())
    if (this.over) running.stop()
    else this.running = running
  }

  private late(limit: number): void {
    const detail = `no picture within ${String(limit / 1000)} s`
    if (this.awaitsKey) {
      const last = () => this.end('unreadable', 'pictures, and none to begin with')
      this.callOff = this.deps.clock.schedule(last, KEY_PICTURE)
    } else if (this.answered) {
      this.end('no-stream', detail)
    } else {
      this.end('unreachable', `no answer and ${detail}`)
    }
  }

  private unit(unit: AccessUnit): void {
    if (this.over) return
    if (!this.flows) this.callOff()
    this.flows = true
    this.silentSeconds = 0
    this.events.unit(unit)
  }

  private end(outcome: PullEnd, detail: string): void {
    if (this.over) return
    this.stop()
    if (this.flows || outcome !== 'ended') this.events.over(this.flows ? 'ended' : outcome, detail)
    else this.events.over('no-stream', `ended before a picture: ${detail}`)
  }
}
