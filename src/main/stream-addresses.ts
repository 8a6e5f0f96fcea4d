import { streamName } from '@shared/media-contract'

export interface StreamAddressesNeeds {
  /** The secret key of a stream; costly, so it is asked once for each. */
  key(stream: string): string
  /** Told all streams that may be published whenever one was added, a moment later. */
  expect(streams: { stream: string; key: string }[]): void
  schedule(callback: () => void, ms: number): () => void
}

/** Docks tell their cameras in bursts while they start. */
const TELL_AFTER_MS = 100

/**
 * Which streams may be published and under which key. A source once known stays known: a dock may
 * push to its address long after its camera left the list.
 */
export class StreamAddresses {
  readonly #needs: StreamAddressesNeeds
  readonly #keys = new Map<string, string>()
  #callOff: (() => void) | undefined

  constructor(needs: StreamAddressesNeeds) {
    this.#needs = needs
  }

  add(videoIds: Iterable<string>): void {
    const before = this.#keys.size
    for (const videoId of videoIds) this.key(videoId)
    if (this.#keys.size !== before) this.#callOff ??= this.#needs.schedule(() => this.#tell(), TELL_AFTER_MS)
  }

  key(videoId: string): string {
    const stream = streamName(videoId)
    const known = this.#keys.get(stream)
    if (known !== undefined) return known
    const key = this.#needs.key(stream)
    this.#keys.set(stream, key)
    return key
  }

  stop(): void {
    this.#callOff?.()
  }

  #tell(): void {
    this.#callOff = undefined
    this.#needs.expect([...this.#keys].map(([stream, key]) => ({ stream, key })))
  }
}
