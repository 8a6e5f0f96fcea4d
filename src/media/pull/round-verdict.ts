import type { PullProtocol } from '@shared/media-server'
import type { PullEnd } from './pull-source'

export interface FailedTry {
  by: PullProtocol
  outcome: PullEnd
  detail: string
}

/**
 * What says most about a stream first. A server that answers anything is reachable, and one that
 * has no such stream cannot show by another protocol that it would have been readable.
 */
const TELLING: Record<PullEnd, number> = {
  refused: 0,
  'no-stream': 1,
  ended: 1,
  unreadable: 2,
  unreachable: 3,
  'ffmpeg-old': 4,
  'ffmpeg-missing': 5,
}
const MAX_DETAIL = 600

/** What a whole round of tries came to; the detail tells each of them. */
export const roundVerdict = (tries: readonly FailedTry[]): FailedTry | undefined => {
  const [most] = tries.toSorted((one, other) => TELLING[one.outcome] - TELLING[other.outcome])
  if (!most) return undefined
  const detail = tries.map((each) => `${each.by}: ${each.outcome}, ${each.detail}`).join('; ')
  return { ...most, detail: detail.slice(0, MAX_DETAIL) }
}
