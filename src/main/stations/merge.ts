import type { SharedWish, Station } from './station'

/** Code units, so that every computer sorts alike whatever its language. */
const before = (a: string, b: string): boolean => a < b

const wishOf = ({ wishes }: Station, videoId: string): SharedWish | undefined =>
  wishes.find((wish) => wish.videoId === videoId)

/** Every stream that any of these stations wishes. */
export const unionOf = (stations: Iterable<Station>): Set<string> =>
  new Set([...stations].flatMap(({ wishes }) => wishes.map(({ videoId }) => videoId)))

/**
 * What holds for a stream that several may wish: the choice made last; of choices with the same time
 * that of the station with the lowest id. Undefined when nobody wishes it.
 */
export const choiceFor = (videoId: string, stations: Iterable<Station>): SharedWish | undefined => {
  let best: { id: string; wish: SharedWish } | undefined
  for (const station of stations) {
    const { id } = station
    const wish = wishOf(station, videoId)
    if (wish === undefined) continue
    const newer = best === undefined || wish.at > best.wish.at
    if (newer || (wish.at === best?.wish.at && before(id, best.id))) best = { id, wish }
  }
  return best?.wish
}

/** Who has the pictures judges the stream best; who cannot receive any cannot send a dock anywhere. */
const fitness = (able: boolean, { pictures }: SharedWish): number => (able ? (pictures ? 0 : 1) : 2)

/**
 * The station that asks the dock for a stream, of those that wish it: one to which its pictures
 * arrive before one that could have them before one that cannot; of these the lowest id. Undefined
 * when nobody wishes it.
 */
export const askerOf = (videoId: string, stations: Iterable<Station>): string | undefined => {
  let best: { id: string; rank: number } | undefined
  for (const station of stations) {
    const { able, id } = station
    const wish = wishOf(station, videoId)
    if (wish === undefined) continue
    const rank = fitness(able, wish)
    const fitter = best === undefined || rank < best.rank
    if (fitter || (rank === best?.rank && before(id, best.id))) best = { id, rank }
  }
  return best?.id
}
