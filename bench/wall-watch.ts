import { readPictureClock } from './clock-watch'
import type { GlassScreen } from './glass-screen'
import type { SeenWall } from './seen-wall'
import type { WallStation } from './wall-station'

export interface WallView {
  /** Age of each picture on the glass in milliseconds, NaN where none can be read. */
  ages: number[]
  seen: SeenWall | undefined
  /** Why not everything is well; undefined when it is. */
  problem: string | undefined
}

/** A picture of this age is live. */
const LIVE_MS = 1_000

/** Looks at a wall as an operator does, and at what main says of it. */
export class WallWatch {
  constructor(
    private readonly station: WallStation,
    private readonly screen: GlassScreen,
    private readonly tiles: number,
  ) {}

  async look(): Promise<WallView> {
    const seen = await this.station.see()
    const ages = (seen?.pictures ?? []).map((picture) => {
      const drawn = readPictureClock(this.screen, picture)
      return drawn === undefined ? NaN : Date.now() - drawn
    })
    return { ages, seen, problem: this.problem(seen, ages) }
  }

  /**
   * Waits until all is well and stays so for `steady` milliseconds.
   * @returns when it began to be well, milliseconds since the epoch; the last problem when it
   *   was not within `within` milliseconds
   */
  async untilWell(within: number, steady = 2_000): Promise<{ at: number } | { problem: string }> {
    const began = Date.now()
    let since: number | undefined
    for (;;) {
      const now = Date.now()
      const { problem } = await this.look()
      if (problem !== undefined) since = undefined
      else since ??= now
      if (since !== undefined && now - since >= steady) return { at: since }
      if (since === undefined && now - began > within) return { problem: problem ?? 'not steady' }
      await new Promise((done) => setTimeout(done, 100))
    }
  }

  private problem(seen: SeenWall | undefined, ages: number[]): string | undefined {
    if (seen === undefined) return 'no window'
    const { site, statuses } = seen
    if (site.link.kind !== 'up') return `link ${site.link.kind}`
    if (site.ingest.kind !== 'listening') return `ingest ${site.ingest.kind}`
    const wished = statuses.filter(({ wish }) => wish !== undefined)
    const late = wished.find(({ state }) => state.kind !== 'live')
    if (late !== undefined) return `${late.videoId} ${JSON.stringify(late.state)}`
    if (wished.length < this.tiles) return `${wished.length} wishes`
    const changing = wished.find(({ pending }) => pending.length > 0)
    if (changing !== undefined) return `${changing.videoId} pending ${changing.pending.join()}`
    if (ages.length < this.tiles) return `${ages.length} pictures`
    const old = ages.findIndex((age) => !(age < LIVE_MS))
    return old === -1 ? undefined : `tile ${old + 1} shows a picture of ${ages[old]} ms`
  }
}
