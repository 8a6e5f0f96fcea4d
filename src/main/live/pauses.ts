import { TIMES } from './policy-times'

/** A number in 0..1 that is always the same for the same text (FNV-1a). */
const fraction = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 0) / 0xffffffff
}

/** Spreads a pause by a fifth to either side, differently for each stream and try. */
export const spread = (pause: number, videoId: string, tries: number): number =>
  Math.round(pause * (0.8 + 0.4 * fraction(`${videoId} ${tries}`)))

/** The pause after `tries` starts in a row that led to nothing. */
export const growingPause = (videoId: string, tries: number): number => {
  const doublings = Math.min(Math.max(tries - 1, 0), 8)
  return spread(Math.min(TIMES.pauseFirst * 2 ** doublings, TIMES.pauseLast), videoId, tries)
}

/** The pause before a restart: none for the first, for the stream may have run for hours. */
export const restartPause = (videoId: string, tries: number): number =>
  tries <= 1 ? 0 : growingPause(videoId, tries - 1)
