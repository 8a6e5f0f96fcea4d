import type { Gateway } from '@shared/fleet'
import { streamName } from '@shared/media-contract'
import type { IngestState, LinkState } from '@shared/site'
import type { SiteFacts, StreamFacts } from './facts'
import { FleetView } from './fleet-view'
import { IngestView } from './ingest-view'
import type { Track } from './track'

interface Sources {
  gateway: (sn: string) => Gateway | undefined
  address: (gatewaySn: string, videoId: string) => string | undefined
}

/** Everything we were told, with the steady time of it; gives the facts of one stream. */
export class KnownFacts {
  readonly fleet: FleetView
  readonly ingest = new IngestView()
  readonly #address: Sources['address']
  #site: SiteFacts = {}

  constructor({ gateway, address }: Sources) {
    this.fleet = new FleetView(gateway)
    this.#address = address
  }

  /** Gives whether anything changed. */
  linkChanged(state: LinkState, now: number): boolean {
    const up = state.kind === 'up'
    if (up === (this.#site.linkUp !== undefined)) return false
    const { linkUp: _, ...rest } = this.#site
    this.#site = up ? { ...rest, linkUp: now } : rest
    return true
  }

  /** Gives whether anything changed. Without an ingest there is no publisher either. */
  ingestChanged(state: IngestState, now: number): boolean {
    const up = state.kind === 'listening'
    if (up === (this.#site.ingestUp !== undefined)) return false
    const { ingestUp: _, ...rest } = this.#site
    this.#site = up ? { ...rest, ingestUp: now } : rest
    this.ingest.clear(now)
    return true
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
    const { videoId, wish, wishedSince, gatewaySn, gatewaySince } = track
    // The registry tells no change when a dock repeats itself, but the time of it counts.
    this.fleet.observe(gatewaySn, now)
    const report = this.fleet.report(gatewaySn, videoId)
    const lister =
      wish === undefined || wish.gatewaySn === gatewaySn
        ? undefined
        : this.fleet.gateway(wish.gatewaySn, now).seen
    const address = wish === undefined ? undefined : this.#address(gatewaySn, videoId)
    return {
      videoId,
      ...(wish === undefined ? {} : { wish }),
      wishedSince,
      gateway: this.fleet.gateway(gatewaySn, now),
      gatewaySince,
      ...(lister === undefined ? {} : { lister }),
      ...(report === undefined ? {} : { report }),
      sight: this.ingest.sight(streamName(videoId)),
      ...(address === undefined ? {} : { address }),
      site: this.#site,
    }
  }
}
