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

/** Several large sites; a dock that invents cameras without end pushes out the oldest. */
const MOST_STREAMS = 5_000

/**
 * Which streams may be published and under which key. A source once known stays known: a dock may
 * push to its address long after its camera left the list. Beyond the most, those go first that no
 * dock was sent here with for longest.
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
    let added = false
    for (const videoId of videoIds) {
      const stream = streamName(videoId)
      if (this.#keys.has(stream)) continue
      this.#keep(stream, this.#needs.key(stream))
      added = true
    }
    if (added) this.#callOff ??= this.#needs.schedule(() => this.#tell(), TELL_AFTER_MS)
  }

  /** The key of a source that a dock is about to be sent here with: told before this returns. */
  grant(videoId: string): string {
    const stream = streamName(videoId)
    const known = this.#keys.get(stream)
    const key = known ?? this.#needs.key(stream)
    this.#keep(stream, key)
    if (known === undefined || this.#callOff !== undefined) this.#tell()
    return key
  }

  stop(): void {
    this.#callOff?.()
  }

  /** Keeps this one as the youngest. */
  #keep(stream: string, key: string): void {
    this.#keys.delete(stream)
    this.#keys.set(stream, key)
    if (this.#keys.size <= MOST_STREAMS) return
    for (const oldest of this.#keys.keys()) {
      this.#keys.delete(oldest)
      return
    }
  }

  #tell(): void {
    this.#callOff?.()
    this.#callOff = undefined
    this.#needs.expect([...this.#keys].map(([stream, key]) => ({ stream, key })))
  }
}
