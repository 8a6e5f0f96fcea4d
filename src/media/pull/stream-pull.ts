import type { AccessUnit } from '@shared/access-unit'
import type { Pull, PullOutcome, PullProtocol, PullSource } from '@shared/media-server'
import type { HubStream, PublisherSeat } from '../hub/hub-stream'
import { PullAttempt, type AttemptDeps } from './pull-attempt'
import type { PullEnd } from './pull-source'
import { RetryPause } from './retry-pause'
import { roundVerdict, type FailedTry } from './round-verdict'

export interface StreamPullDeps extends AttemptDeps {
  /** The stream in the hub; asked for each time the seat is taken. */
  hubStream(stream: string): HubStream
  /** What became of it, told only when it changed. */
  pulled(stream: string, by: PullProtocol, outcome: PullOutcome, detail: string): void
  dropped(stream: string, problem: string): void
}

/** Milliseconds until the sources above the flowing one are tried again: longer each time. */
const CLIMB_FROM = 10_000
const CLIMB_TO = 300_000
/** Milliseconds after which the first source has proved itself, so that it is soon tried again. */
const PROVED = 60_000

/** Outcomes that come without a word from the server. */
const WITHOUT_SERVER: ReadonlySet<PullOutcome> = new Set([
  'unreachable',
  'ffmpeg-missing',
  'ffmpeg-old',
])

interface Flow {
  attempt: PullAttempt
  seat: PublisherSeat
  rung: number
  since: number
}

/**
 * Fetches one stream for as long as it is wanted: tries its sources in order and from the top again
 * after a pause, and while a lower one flows now and then those above it, beside it.
 */
export class StreamPull {
  private flow: Flow | undefined
  /** The try that is on its way to a first picture. */
  private climbing: PullAttempt | undefined
  private round: FailedTry[] = []
  private readonly pause = new RetryPause()
  private climbPause = CLIMB_FROM
  private callOff = () => {}
  private waits = false
  private told: { by: PullProtocol; outcome: PullOutcome } | undefined

  constructor(
    readonly pull: Pull,
    private readonly deps: StreamPullDeps,
  ) {
    this.try(0, false)
  }

  stop(): void {
    this.callOff()
    this.climbing?.stop()
    const { flow } = this
    this.flow = undefined
    flow?.attempt.stop()
    flow?.seat.end()
  }

  /** Waits no longer where it waits for its next round. */
  again(): void {
    this.pause.reset()
    if (this.flow || !this.waits) return
    this.callOff()
    this.try(0, true)
  }

  /** Once a second. */
  tick(): void {
    this.climbing?.tick()
    this.flow?.attempt.tick()
    if (!this.flow && this.climbing?.answeredWithNone)
      this.tellReachable(this.climbing.source.by, 'no-stream', 'no picture yet')
  }

  private try(rung: number, hurry: boolean): void {
    this.waits = false
    this.climbing = undefined
    const source = this.pull.sources[rung]
    if (!source || rung >= (this.flow?.rung ?? Infinity)) {
      this.roundOver()
      return
    }
    this.climbing = new PullAttempt(source, this.deps, this.events(source, rung), hurry)
  }

  private events(source: PullSource, rung: number) {
    let seat: PublisherSeat | undefined
    return {
      unit: (unit: AccessUnit) => {
        seat ??= this.flows(rung)
        seat?.unit(unit)
      },
      dropped: (problem: string) => {
        seat?.drop()
        this.deps.dropped(this.pull.stream, problem)
      },
      over: (outcome: PullEnd, detail: string) => {
        if (seat) {
          this.ended(source.by, detail)
          return
        }
        this.round.push({ by: source.by, outcome, detail })
        if (!this.flow) this.tellReachable(source.by, outcome, detail)
        this.try(rung + 1, false)
      },
    }
  }

  /** The try on its way gives its first picture: now, and not before, it takes the stream. */
  private flows(rung: number): PublisherSeat | undefined {
    const attempt = this.climbing
    if (!attempt) return undefined
    const before = this.flow
    this.flow = undefined
    before?.attempt.stop()
    this.climbing = undefined
    this.round = []
    const seat = this.deps.hubStream(this.pull.stream).publish({
      demandKey: () => attempt.demandKey(),
      replaced: () => this.replaced(attempt),
    })
    this.flow = { attempt, seat, rung, since: this.deps.clock.now() }
    this.tell(attempt.source.by, 'flowing', '')
    this.climbLater()
    return seat
  }

  private replaced(attempt: PullAttempt): void {
    if (this.flow?.attempt !== attempt) return
    attempt.stop()
    this.ended(attempt.source.by, 'another publisher took the stream')
  }

  private ended(by: PullProtocol, detail: string): void {
    const { flow } = this
    if (!flow) return
    this.flow = undefined
    flow.seat.end()
    const lasted = this.deps.clock.now() - flow.since
    this.pause.flowed(lasted)
    if (flow.rung === 0 && lasted >= PROVED) this.climbPause = CLIMB_FROM
    this.tell(by, 'ended', detail)
    // A try of a source above is on its way already: it goes on as the ladder.
    if (this.climbing) return
    this.callOff()
    this.wait(this.pause.after('ended'))
  }

  private roundOver(): void {
    if (this.flow) {
      this.round = []
      this.climbLater()
      return
    }
    const verdict = roundVerdict(this.round)
    this.round = []
    if (!verdict) return
    this.tell(verdict.by, verdict.outcome, verdict.detail)
    this.wait(this.pause.after(verdict.outcome))
  }

  private wait(ms: number): void {
    this.waits = true
    this.callOff = this.deps.clock.schedule(() => this.try(0, false), ms)
  }

  private climbLater(): void {
    this.callOff()
    if (!this.flow || this.flow.rung === 0) return
    this.callOff = this.deps.clock.schedule(() => this.try(0, false), this.climbPause)
    this.climbPause = Math.min(this.climbPause * 2, CLIMB_TO)
  }

  /**
   * The round is not over, but somebody waits to hear whether the server is there: an answer says
   * so at once.
   */
  private tellReachable(by: PullProtocol, outcome: PullEnd, detail: string): void {
    const known = this.told !== undefined && !WITHOUT_SERVER.has(this.told.outcome)
    if (!known && !WITHOUT_SERVER.has(outcome)) this.tell(by, outcome, detail)
  }

  private tell(by: PullProtocol, outcome: PullOutcome, detail: string): void {
    if (by === this.told?.by && outcome === this.told.outcome) return
    this.told = { by, outcome }
    this.deps.pulled(this.pull.stream, by, outcome, detail)
  }
}
