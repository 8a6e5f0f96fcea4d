import { streamName, type MediaReport } from '@shared/media-contract'
import type { Pull } from '@shared/media-server'
import type { IngestState, MediaServerFacts } from '@shared/site'
import type { IngestProtocol } from '@shared/stream'
import { createLogger } from '../log/create-logger'
import { ServerAddresses, type MediaServerPlace } from './server-addresses'
import { ServerReach } from './server-reach'

export type Pulled = Extract<MediaReport, { kind: 'pulled' }>

export interface MediaServerNeeds {
  place: MediaServerPlace
  /** Sixteen characters out of a secret and the name of a stream. */
  keyOf: (secret: string, stream: string) => string
  /** Tells the media process all streams to fetch, and the program for it, empty for none. */
  pull(pulls: Pull[], ffmpeg: string): void
  /** Told each new state. */
  changed(state: IngestState): void
  /** Milliseconds since the epoch. */
  now: () => number
}

const log = createLogger('media-server')

/**
 * A media server of others in the place of our own ingest: where docks are sent, what is fetched
 * from it, and whether it is there.
 */
export class MediaServer {
  readonly facts: MediaServerFacts
  readonly #needs: MediaServerNeeds
  readonly #addresses: ServerAddresses
  readonly #reach: ServerReach
  #media: IngestState = { kind: 'off' }
  #pulled = new Set<string>()
  #told: IngestState = { kind: 'off' }

  constructor(needs: MediaServerNeeds) {
    this.#needs = needs
    this.#addresses = new ServerAddresses(needs.place, needs.keyOf)
    this.facts = this.#addresses.facts()
    this.#reach = new ServerReach(this.facts.host, needs.now)
  }

  /** That of the media process, which fetches, and when it is well that of the server. */
  get state(): IngestState {
    return this.#media.kind === 'listening' ? this.#reach.state : this.#media
  }

  offers(protocol: IngestProtocol): boolean {
    return this.#addresses.offers(protocol)
  }

  /** Where a dock is sent with a source; undefined while that is senseless. Holds a secret. */
  address(protocol: IngestProtocol, videoId: string): string | undefined {
    if (this.state.kind !== 'listening') return undefined
    return this.#addresses.push(protocol, streamName(videoId))
  }

  /** Fetches these sources and no others. */
  fetch(videoIds: Iterable<string>): void {
    const wanted = new Set([...videoIds].map(streamName))
    const same = wanted.size === this.#pulled.size && [...wanted].every((s) => this.#pulled.has(s))
    if (same) return
    this.#pulled = wanted
    const pulls = [...wanted].map((stream) => ({
      stream,
      sources: this.#addresses.sources(stream),
    }))
    this.#needs.pull(pulls, this.#addresses.ffmpeg)
    this.#reach.keep(wanted)
    this.#tell()
  }

  /** The media process runs, or does not. */
  mediaChanged(state: IngestState): void {
    if (state.kind !== 'listening') this.#reach.reset()
    this.#media = state
    this.#tell()
  }

  /** What became of fetching a stream; gives whether it is one that is (still) fetched. */
  pulled({ by, detail, outcome, stream }: Pulled): boolean {
    if (!this.#pulled.has(stream)) return false
    log.info(`fetching: ${outcome}`, { stream, by, detail })
    this.#reach.pulled(stream, outcome)
    this.#tell()
    return true
  }

  #tell(): void {
    const { state } = this
    if (state === this.#told) return
    this.#told = state
    this.#needs.changed(state)
  }
}
