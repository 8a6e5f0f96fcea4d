import type { WhipExchange } from '@shared/media-contract'

const MOST = 20

/** The last WHIP exchanges, so that an odd dock can be understood afterwards. */
export class WhipExchanges {
  readonly #kept: WhipExchange[] = []

  /** Keeps one that the media process has taken the secrets out of. */
  keep(exchange: WhipExchange): void {
    this.#kept.push(exchange)
    if (this.#kept.length > MOST) this.#kept.shift()
  }

  /** Newest last. */
  all(): readonly WhipExchange[] {
    return [...this.#kept]
  }
}
