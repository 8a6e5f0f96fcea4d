import type { Sight } from './facts'
import { TIMES } from './policy-times'
import type { Stream } from './stream-memory'

/**
 * Whether pictures arrive. `opening`: a publisher that has not sent a picture yet; `stalled`: a gap
 * that a viewer sees; `silent`: too long a gap to wait any more; `none`: nobody publishes.
 */
export type Flow = 'none' | 'opening' | 'flowing' | 'stalled' | 'silent'

export const flowOf = (sight: Sight, now: number): Flow => {
  if (!sight.publishing) return 'none'
  if (sight.unitAt === undefined) return now - sight.since < TIMES.silent ? 'opening' : 'silent'
  const gap = now - sight.unitAt
  if (gap < TIMES.stalled) return 'flowing'
  return gap < TIMES.silent ? 'stalled' : 'silent'
}

/** Whether the dock's word that the stream runs is still worth something. */
export const isReportedLive = ({ facts, memory }: Stream): boolean => {
  const { report, gateway } = facts
  if (report === undefined || !report.live) return false
  return report.seen >= gateway.onlineSince && report.seen > (memory.endedAt ?? -1)
}

/** Other streams that the gateway says are live, as one comparable text. */
export const othersLive = ({ facts }: Stream): string =>
  (facts.gateway.seen?.streams ?? [])
    .filter(({ live, videoId }) => live && videoId !== facts.videoId)
    .map(({ videoId }) => videoId)
    .sort()
    .join(' ')
