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

  /** Sources that may be asked for; told together with others, a moment later. */
  add(videoIds: Iterable<string>): void {
    const before = this.#keys.size
    for (const videoId of videoIds) this.#keyOf(streamName(videoId))
    if (this.#keys.size !== before) this.#callOff ??= this.#needs.schedule(() => this.#tell(), TELL_AFTER_MS)
  }

  /** The key of a source that a dock is about to be sent here with: told before this returns. */
  grant(videoId: string): string {
    const before = this.#keys.size
    const key = this.#keyOf(streamName(videoId))
    if (this.#callOff !== undefined || this.#keys.size !== before) this.#tell()
    return key
  }

  stop(): void {
    this.#callOff?.()
  }

  #keyOf(stream: string): string {
    const known = this.#keys.get(stream)
    if (known !== undefined) return known
    const key = this.#needs.key(stream)
    this.#keys.set(stream, key)
    return key
  }


  #tell(): void {
    this.#callOff?.()
    this.#callOff = undefined
    this.#needs.expect([...this.#keys].map(([stream, key]) => ({ stream, key })))
  }
}
