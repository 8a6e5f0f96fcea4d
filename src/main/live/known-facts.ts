import { streamName } from '@shared/media-contract'
import type { IngestState, LinkState } from '@shared/site'
import type { IngestProtocol } from '@shared/stream'
import type { SiteFacts, StreamFacts } from './facts'
import { FleetView } from './fleet-view'
import { IngestSites } from './ingest-sites'
import { IngestView } from './ingest-view'
import type { LiveControlDeps } from './live-control-deps'
import { TIMES } from './policy-times'
import { chooseProtocol } from './protocol-choice'
import { ProtocolLadder } from './protocol-ladder'
import type { Stream } from './stream-memory'
import type { Track } from './track'

/** One moment on the steady clock and on the wall clock. */
interface Moment {
  now: number
  wall: number
}

/** Everything we were told, with the steady time of it; gives the facts of one stream. */
export class KnownFacts {
  readonly fleet: FleetView
  readonly ingest = new IngestView()
  readonly #address: LiveControlDeps['address']
  readonly #fetches: boolean
  readonly #turn: LiveControlDeps['turn']
  readonly #ladder: ProtocolLadder
  readonly #sites = new IngestSites()
  #linkUp: number | undefined

  constructor(
    deps: Pick<LiveControlDeps, 'gateway' | 'address' | 'fetches' | 'stepDowns' | 'turn'>,
    moment: Moment,
  ) {
    this.fleet = new FleetView(deps.gateway)
    this.#address = deps.address
    this.#fetches = deps.fetches === true
    this.#turn = deps.turn
    this.#ladder = new ProtocolLadder(deps.stepDowns, moment)
  }

  /** Gives whether anything changed. */
  linkChanged(state: LinkState, now: number): boolean {
    const up = state.kind === 'up'
    if (up === (this.#linkUp !== undefined)) return false
    this.#linkUp = up ? now : undefined
    return true
  }

  /** Gives whether anything changed. Without an ingest there is no publisher at it either. */
  ingestChanged(state: IngestState, by: IngestProtocol, now: number): boolean {
    const changed = this.#sites.changed(state, by, now)
    if (changed) this.ingest.clear(by, now)
    return changed
  }

  /** Takes what a stream has found out about WHIP at its gateway. */
  learn({ facts, memory }: Stream, moment: Moment): void {
    const { gateway, sight } = facts
    const { flowingSince, whip } = memory
    if (whip?.gaveUp !== undefined) this.#ladder.gaveUp(gateway.sn, whip.gaveUp, moment)
    const healthy = flowingSince !== undefined && moment.now - flowingSince >= TIMES.healthy
    if (healthy && sight.by === 'whip') this.#ladder.worked(gateway.sn, flowingSince, moment)
  }

  /** The gateway to command for a stream; notes in the track when that changes. */
  commanded(track: Track, now: number): string {
    const { wish, memory } = track
    const sn = wish === undefined ? memory.held?.gatewaySn : this.fleet.commanded(wish)
    if (sn !== undefined && sn !== track.gatewaySn) {
      track.gatewaySn = sn
      track.gatewaySince = now
    }
    return track.gatewaySn
  }

  factsOf(track: Track, now: number): StreamFacts {
    const { videoId, wish, wishedSince, wishChanged, gatewaySn, gatewaySince } = track
    // The registry tells no change when a dock repeats itself, but the time of it counts.
    this.fleet.observe(gatewaySn, now)
    const report = this.fleet.report(gatewaySn, videoId)
    const lister =
      wish === undefined || wish.gatewaySn === gatewaySn
        ? undefined
        : this.fleet.gateway(wish.gatewaySn, now).seen
    const way = this.#way(track, now)
    const sight = this.ingest.sight(streamName(videoId))
    const turn = this.#turn?.(videoId)
    return {
      videoId,
      ...(wish === undefined ? {} : { wish }),
      wishedSince,
      wishChanged,
      ...(turn === undefined ? {} : { turn }),
      gateway: this.fleet.gateway(gatewaySn, now),
      gatewaySince,
      ...(lister === undefined ? {} : { lister }),
      ...(report === undefined ? {} : { report }),
      sight,
      ...way,
      site: this.#site(sight.by ?? way.protocol ?? 'rtmp'),
    }
  }

  /** How the dock is to push, and where. */
  #way(
    { gatewaySn, videoId, wish }: Track,
    now: number,
  ): Pick<StreamFacts, 'protocol' | 'steppedDown' | 'address'> {
    if (wish === undefined) return {}
    const choice = chooseProtocol({
      wished: wish.protocol,
      gateway: this.fleet.gateway(gatewaySn, now).seen,
      listens: (protocol) => this.#sites.listens(protocol, now),
      turnedOff: (protocol) => this.#sites.isOff(protocol),
      stepDown: this.#ladder.stepDown(gatewaySn, now),
    })
    const { protocol } = choice
    if (protocol === undefined || this.#sites.up(protocol) === undefined) return choice
    const address = this.#address({ gatewaySn, videoId, protocol })
    return address === undefined ? choice : { ...choice, address }
  }

  #site(by: IngestProtocol): SiteFacts {
    const ingestUp = this.#sites.up(by)
    return {
      ...(this.#linkUp === undefined ? {} : { linkUp: this.#linkUp }),
      ...(ingestUp === undefined ? {} : { ingestUp }),
      ...(this.#fetches ? { fetches: true } : {}),
    }
  }
}
