import type { PlayerReport } from '@shared/contract'
import type { FleetPatch } from '@shared/fleet'
import { streamName } from '@shared/media-contract'
import type { IngestState, LinkState } from '@shared/site'
import type { IngestMeter, IngestProtocol, StreamStatus, StreamWish } from '@shared/stream'
import { writeLiveRequest, type ServiceMessage } from '@protocol/dji/live-services'
import { afterAnswer, type Answer } from './after-answer'
import { afterSending } from './after-sending'
import { changesOf } from './changes'
import { flowOf } from './evidence'
import { KnownFacts } from './known-facts'
import type { LiveControlDeps } from './live-control-deps'
import type { StreamFacts } from './facts'
import { ForeignStreams, foreignState } from './foreign-streams'
import { GatewayLane } from './gateway-lane'
import type { PublisherEvent, PullEvent } from './ingest-view'
import { decide, type Decision } from './policy'
import { TIMES } from './policy-times'
import { offStatus, stateOf, statusOf } from './status'
import { StatusBoard } from './status-board'
import { SteadyClock } from './steady-clock'
import type { Action, Step } from './step'
import { beginAnew, forgive, insistOn, newTrack, pushedBy, tracksFor, type Track } from './track'

/** The shortest pause between two looks. */
const SHORTEST_PAUSE = 20

/**
 * Makes wishes true. Keeps the facts, asks the policy what to do, sends at most one request to a
 * gateway at a time, and says what changed. Looks again whenever a fact changes, and once a second
 * while anything is wanted. No wish is ever given up; see docs/decisions/002-wanted-and-actual.md.
 */
export class LiveControl {
  readonly #deps: LiveControlDeps
  readonly #clock: SteadyClock
  readonly #known: KnownFacts
  readonly #board = new StatusBoard()
  readonly #foreign = new ForeignStreams()
  readonly #lanes = new Map<string, GatewayLane>()
  #tracks = new Map<string, Track>()
  #timer: (() => void) | undefined
  #looking = false
  #lookAgain = false
  #stopped = false

  constructor(deps: LiveControlDeps) {
    this.#deps = deps
    this.#clock = new SteadyClock(deps.now)
    this.#known = new KnownFacts(deps, this.#moment())
  }

  /** The whole set of wishes, in order of precedence. What is not in it any more is stopped. */
  setWishes(wishes: readonly StreamWish[]): void {
    this.#tracks = tracksFor(wishes, this.#tracks, this.#clock.read())
    this.#look()
  }

  /** Forgets pauses, refusals and limits of a stream and tries it now. */
  retry(videoId: string): void {
    const track = this.#tracks.get(videoId)
    if (track?.wish !== undefined) insistOn(track)
    this.#look()
  }

  /** Every wished stream, every stream being stopped, every other that a dock reports live. */
  statuses(): StreamStatus[] {
    return this.#board.all()
  }

  /** Tells only statuses that changed. Returns its own off-switch. */
  onStatus(listener: (changed: StreamStatus[]) => void): () => void {
    return this.#board.onChange(listener)
  }

  /** What is known of a stream now, for an explanation. Holds the secret address: not for windows. */
  factsOf(source: Pick<StreamWish, 'videoId' | 'gatewaySn'>): StreamFacts {
    const now = this.#clock.read()
    const track = this.#tracks.get(source.videoId) ?? newTrack(source, now)
    return this.#known.factsOf(track, now)
  }

  fleetChanged(patch: FleetPatch): void {
    this.#known.fleet.apply(patch, this.#clock.read())
    for (const { sn } of patch.changed) this.#foreign.touch(sn)
    for (const sn of patch.removed) this.#foreign.touch(sn)
    this.#look()
  }

  /**
   * A gateway is back after an absence: it never got, or has forgotten, what it was asked. Streams of
   * its that do not arrive begin anew, without the pauses that their failures before had earned.
   */
  gatewayReturned(sn: string): void {
    const now = this.#clock.read()
    const action = this.#lanes.get(sn)?.callOff()
    if (action !== undefined) this.#settle(action, { kind: 'lost' }, now)
    this.#known.fleet.returned(sn, now)
    this.#foreign.touch(sn)
    for (const track of this.#tracks.values()) {
      const { publishing } = this.#known.ingest.sight(streamName(track.videoId))
      if (track.gatewaySn === sn && !publishing) beginAnew(track, now)
    }
    this.#look()
  }

  linkChanged(state: LinkState): void {
    if (this.#known.linkChanged(state, this.#clock.read())) this.#look()
  }

  /** Each ingest tells for itself. */
  ingestChanged(state: IngestState, by: IngestProtocol = 'rtmp'): void {
    if (!this.#known.ingestChanged(state, by, this.#clock.read())) return
    if (state.kind === 'listening') for (const track of this.#tracks.values()) forgive(track)
    this.#look()
  }

  publisherChanged(event: PublisherEvent): void {
    this.#known.ingest.publisherChanged(event, this.#clock.read())
    this.#arrived()
  }

  /** What became of fetching a stream from a media server of others. */
  pulled(event: Omit<PullEvent, 'pushed'>): void {
    const pushed = pushedBy(this.#tracks.values(), event.stream)
    this.#known.ingest.pulled({ ...event, ...(pushed && { pushed }) }, this.#clock.read())
    this.#arrived()
  }

  meters(meters: Readonly<Record<string, IngestMeter>>): void {
    this.#known.ingest.meters(meters, this.#moment())
    this.#arrived()
  }

  playerReports(reports: readonly PlayerReport[]): void {
    const now = this.#clock.read()
    for (const report of reports) {
      this.#known.ingest.playerReport(streamName(report.videoId), report, now)
    }
    this.#look()
  }

  /**
   * Ends timers and takes no more part. Streams run on: the docks keep pushing to an address that
   * stays the same, and the next start of the app adopts them.
   */
  stop(): void {
    this.#stopped = true
    this.#timer?.()
    for (const lane of this.#lanes.values()) lane.stop()
  }

  #moment(): { now: number; wall: number } {
    const now = this.#clock.read()
    return { now, wall: this.#clock.wall(now) }
  }

  #arrived(): void {
    this.#foreign.touchArriving((videoId) => this.#known.ingest.knows(streamName(videoId)))
    this.#look()
  }

  /** Listeners and answers may come while we look; then we look once more. */
  #look(): void {
    this.#lookAgain = true
    if (this.#looking) return
    this.#looking = true
    while (this.#lookAgain && !this.#stopped) {
      this.#lookAgain = false
      this.#lookOnce(this.#clock.read())
    }
    this.#looking = false
  }

  #lookOnce(now: number): void {
    const shown: StreamStatus[] = []
    let until = now + TIMES.look
    for (const [gatewaySn, tracks] of this.#byGateway(now)) {
      const streams = tracks.map((track) => ({
        facts: this.#known.factsOf(track, now),
        memory: track.memory,
      }))
      this.#lanes.get(gatewaySn)?.watch(streams, now)
      const wanted = new Set(tracks.map(({ videoId }) => videoId))
      const others = this.#known.fleet.live(gatewaySn).filter((id) => !wanted.has(id))
      const decision = decide(streams, others, now)
      shown.push(...this.#take(decision, now))
      if (decision.action !== undefined) this.#send(decision.action, now)
      until = Math.min(until, decision.until ?? until)
      this.#foreign.touch(gatewaySn)
    }
    this.#show(shown, now)
    this.#wake(Math.max(until - now, SHORTEST_PAUSE))
  }

  #byGateway(now: number): Map<string, Track[]> {
    const groups = new Map<string, Track[]>()
    for (const track of this.#tracks.values()) {
      const gatewaySn = this.#known.commanded(track, now)
      const group = groups.get(gatewaySn)
      if (group === undefined) groups.set(gatewaySn, [track])
      else group.push(track)
    }
    return groups
  }

  /** Remembers what was decided and gives the statuses that follow from it. */
  #take({ steps }: Decision, now: number): StreamStatus[] {
    const wall = (time: number): number => this.#clock.wall(time)
    return steps.map(({ stream: { facts }, step }) => {
      const { videoId } = facts
      const track = this.#tracks.get(videoId)
      if (track !== undefined) track.memory = step.memory
      this.#known.learn({ facts, memory: step.memory }, { now, wall: wall(now) })
      if (step.phase.kind === 'off' && step.memory.held === undefined) this.#forget(facts, step)
      const changes = changesOf({ facts, memory: step.memory }, now)
      const state = stateOf(step.phase, this.#board.get(videoId)?.state, now, wall)
      const meter = this.#known.ingest.meter(streamName(videoId))
      return statusOf({ facts, state, changes, meter, wall })
    })
  }

  #forget({ gateway, report, videoId }: StreamFacts, { memory }: Step): void {
    this.#tracks.delete(videoId)
    const stopped = memory.endedAt !== undefined && memory.endedAt >= (report?.seen ?? 0)
    if (stopped) this.#known.fleet.ended(gateway.sn, videoId)
  }

  #show(shown: StreamStatus[], now: number): void {
    const { running, ended } = this.#foreign.review(
      (gatewaySn) => this.#known.fleet.live(gatewaySn),
      (videoId) => this.#tracks.has(videoId),
    )
    const foreign = running.map((stream) => this.#foreignStatus(stream, now))
    const alive = new Set(running.map(({ videoId }) => videoId))
    const kept = shown.filter(({ videoId }) => this.#tracks.has(videoId))
    const gone = [
      ...shown.filter(({ videoId }) => !this.#tracks.has(videoId) && !alive.has(videoId)),
      ...ended.map(({ videoId }) => offStatus(videoId)),
    ]
    this.#board.show([...kept, ...foreign], gone)
  }

  #foreignStatus(stream: { gatewaySn: string; videoId: string }, now: number): StreamStatus {
    const { videoId } = stream
    const track = newTrack(stream, now)
    const { memory } = track
    const facts = this.#known.factsOf(track, now)
    const arrives = flowOf(facts.sight, now) === 'flowing'
    const before = this.#board.get(videoId)?.state
    const state = foreignState(arrives, before, this.#clock.wall(now))
    const meter = this.#known.ingest.meter(streamName(videoId))
    const wall = (time: number): number => this.#clock.wall(time)
    return statusOf({ facts, state, changes: changesOf({ facts, memory }, now), meter, wall })
  }

  #send(action: Action, now: number): void {
    const { gatewaySn, videoId, request } = action
    const track = this.#tracks.get(videoId)
    const lane = this.#lanes.get(gatewaySn) ?? new GatewayLane()
    this.#lanes.set(gatewaySn, lane)
    if (track === undefined || lane.busy) return
    const facts = this.#known.factsOf(track, now)
    track.memory = afterSending({ facts, memory: track.memory }, action, now)
    const seen = lane.enter(action, this.#deps.schedule, () => this.#look())
    void this.#ask(gatewaySn, writeLiveRequest(request), seen).then((answer) => {
      if (!lane.leave(action)) return
      this.#settle(action, answer, this.#clock.read())
      this.#look()
    })
  }

  async #ask(gatewaySn: string, message: ServiceMessage, seen: AbortSignal): Promise<Answer> {
    try {
      const reply = await this.#deps.request(gatewaySn, message, seen)
      if (reply.kind === 'seen') return reply
      return reply.kind === 'reply' ? { kind: 'result', result: reply.result } : { kind: 'lost' }
    } catch {
      return { kind: 'lost' }
    }
  }

  #settle(action: Action, answer: Answer, now: number): void {
    const track = this.#tracks.get(action.videoId)
    if (track === undefined) return
    const stream = { facts: this.#known.factsOf(track, now), memory: track.memory }
    track.memory = afterAnswer(stream, action, answer, now)
    this.#known.learn({ ...stream, memory: track.memory }, { now, wall: this.#clock.wall(now) })
  }

  #wake(after: number): void {
    this.#timer?.()
    this.#timer = undefined
    if (this.#tracks.size === 0 || this.#stopped) return
    this.#timer = this.#deps.schedule(() => {
      this.#timer = undefined
      this.#look()
    }, after)
  }
}
