import { streamName } from '@shared/media-contract'
import type { IngestProtocol, StreamWish } from '@shared/stream'
import { freshMemory, without, type Errand, type StreamMemory } from './stream-memory'

/** A stream that live control cares for: somebody wants it, or we hold it and must stop it. */
export interface Track {
  videoId: string
  wish?: StreamWish
  wishedSince: number
  /** When the wish came, went or became another. */
  wishChanged: number
  /** The gateway to command, and since when it is that one. */
  gatewaySn: string
  gatewaySince: number
  memory: StreamMemory
}

const sameWish = (a: StreamWish | undefined, b: StreamWish | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

/** A stream of which nothing is remembered yet. */
export const newTrack = (
  { videoId, gatewaySn }: Pick<StreamWish, 'videoId' | 'gatewaySn'>,
  now: number,
): Track => ({
  videoId,
  wishedSince: now,
  wishChanged: now,
  gatewaySn,
  gatewaySince: now,
  memory: freshMemory(),
})

/** Gives a track a wish or takes it away. */
const wishFor = (track: Track, wish: StreamWish | undefined, now: number): void => {
  if (sameWish(track.wish, wish)) return
  if ((track.wish === undefined) !== (wish === undefined)) track.wishedSince = now
  track.wishChanged = now
  track.memory = { ...track.memory, stops: { count: 0, after: 0 } }
  if (wish === undefined) delete track.wish
  else track.wish = wish
}

/** The tracks for a new set of wishes: wishes first and in their order, then what they left behind. */
export const tracksFor = (
  wishes: readonly StreamWish[],
  before: ReadonlyMap<string, Track>,
  now: number,
): Map<string, Track> => {
  const tracks = new Map<string, Track>()
  for (const wish of wishes) {
    if (tracks.has(wish.videoId)) continue
    const track = before.get(wish.videoId) ?? newTrack(wish, now)
    wishFor(track, wish, now)
    tracks.set(wish.videoId, track)
  }
  for (const [videoId, track] of before) {
    if (tracks.has(videoId)) continue
    wishFor(track, undefined, now)
    tracks.set(videoId, track)
  }
  return tracks
}

/** Forgets pauses, refusals and limits, so that the stream is tried now. */
export const insistOn = (track: Track): void => {
  const { memory } = track
  const open = memory.errand.kind === 'asked' || memory.errand.kind === 'stopping'
  const asks = Object.fromEntries(
    Object.entries(memory.asks).filter(([, ask]) => ask.outcome !== 'refused'),
  )
  const { frozenRestart: _frozen, undecodableRestart: _undecodable, ...kept } = memory
  track.memory = {
    ...kept,
    ...(open ? {} : { errand: { kind: 'idle' } }),
    asks,
    tries: 0,
    takeOvers: { count: 0, last: 0 },
    insist: true,
  }
}

/** What failed while nothing could reach us was not the dock's doing: counting begins anew. */
export const forgive = (track: Track): void => {
  track.memory = { ...without(track.memory, 'streak', 'whip'), tries: 0 }
}

/**
 * Nothing is under way any more at a gateway that is back: a stream that is wished starts now. It is
 * still held, for the gateway may only have lost its link and push on.
 */
export const beginAnew = (track: Track, now: number): void => {
  forgive(track)
  const { wish, memory } = track
  const errand: Errand = wish === undefined ? { kind: 'idle' } : { kind: 'cleared', until: now }
  track.memory = { ...memory, errand }
}

/** How the dock was told to push a stream, when it was we who told it. */
export const pushedBy = (tracks: Iterable<Track>, stream: string): IngestProtocol | undefined => {
  for (const { memory, videoId } of tracks) {
    if (streamName(videoId) !== stream) continue
    const ours = memory.held?.by === 'start' || memory.errand.kind === 'asked'
    return ours ? memory.started?.by : undefined
  }
  return undefined
}
