import type { StreamWish } from '@shared/stream'
import { choiceFor } from './merge'
import type { SharedWish, Station } from './station'

/** What an operator chooses about a stream, as one comparable text. */
const choiceOf = ({ protocol, quality, lens, position }: StreamWish): string =>
  JSON.stringify([protocol, quality, lens ?? null, position ?? null])

/** A wish with what another station chose for its stream; who lists the source stays our business. */
const choosing = (wish: StreamWish, chosen: StreamWish): StreamWish => {
  const { videoId, gatewaySn } = wish
  const { protocol, quality, lens, position } = chosen
  return {
    videoId,
    gatewaySn,
    protocol,
    quality,
    ...(lens === undefined ? {} : { lens }),
    ...(position === undefined ? {} : { position }),
  }
}

interface Own {
  wish: StreamWish
  /** When this choice was made; see SharedWish. */
  at: number
  /** The choice as the wall last gave it, which may not yet have what another station chose. */
  given: string
}

/**
 * The wishes of this station, each with the moment of its choice. A choice made here is later than
 * every other that is known of its stream, whatever the clocks show.
 */
export class OwnWishes {
  readonly #now: () => number
  #owns = new Map<string, Own>()
  #begun = false
  /** Whose choice is not the wall's. */
  readonly #adopted = new Set<string>()

  constructor(now: () => number) {
    this.#now = now
  }

  has(videoId: string): boolean {
    return this.#owns.has(videoId)
  }

  /** The wishes as they hold, in the order in which they were given. */
  list(): StreamWish[] {
    return [...this.#owns.values()].map(({ wish }) => wish)
  }

  /** As this station tells them; `pictures` says whose pictures arrive here. */
  shared(pictures: ReadonlySet<string>): SharedWish[] {
    return [...this.#owns.values()].map(({ at, wish }) => ({
      ...wish,
      at,
      pictures: pictures.has(wish.videoId),
    }))
  }

  /**
   * The whole set of wishes as the wall gives it. What changed in them was chosen now. What the wall
   * held from the beginning was not, and what joins in where others watch already takes their choice.
   */
  want(wishes: readonly StreamWish[], others: readonly Station[]): void {
    const before = this.#owns
    this.#owns = new Map()
    for (const wish of wishes) {
      const known = before.get(wish.videoId)
      const other = choiceFor(wish.videoId, others)
      const own = known === undefined ? this.#join(wish, other) : this.#change(wish, known, other)
      this.#owns.set(wish.videoId, own)
    }
    this.#begun = true
  }

  /** Takes over what others chose later. */
  adopt(id: string, others: readonly Station[]): void {
    for (const [videoId, own] of this.#owns) {
      const { at, given, wish } = own
      const self: Station = { id, able: true, wishes: [{ ...wish, at, pictures: false }] }
      const chosen = choiceFor(videoId, [self, ...others])
      if (chosen === undefined || chosen === self.wishes[0]) continue
      this.#owns.set(videoId, { wish: choosing(wish, chosen), at: chosen.at, given })
      this.#adopted.add(videoId)
    }
  }

  /** The wishes that hold another choice than the wall has, since this was last asked. */
  takeAdopted(): StreamWish[] {
    const wishes = [...this.#adopted].flatMap((videoId) => {
      const own = this.#owns.get(videoId)
      return own === undefined || choiceOf(own.wish) === own.given ? [] : [own.wish]
    })
    this.#adopted.clear()
    return wishes
  }

  #join(wish: StreamWish, other: SharedWish | undefined): Own {
    const given = choiceOf(wish)
    if (!this.#begun) return { wish, at: 0, given }
    if (other === undefined) return { wish, at: this.#now(), given }
    this.#adopted.add(wish.videoId)
    return { wish: choosing(wish, other), at: other.at, given }
  }

  #change(wish: StreamWish, known: Own, other: SharedWish | undefined): Own {
    const given = choiceOf(wish)
    if (given === known.given || given === choiceOf(known.wish))
      return { wish: choosing(wish, known.wish), at: known.at, given }
    const at = Math.max(this.#now(), known.at + 1, (other?.at ?? 0) + 1)
    return { wish, at: Math.min(at, Number.MAX_SAFE_INTEGER), given }
  }
}
