import type { LiveRequest } from '@protocol/dji/live-services'
import { flowOf, isReportedLive } from './evidence'
import { isSameLens } from './lens-name'
import type { Stream } from './stream-memory'

/** Pictures of this very start: their publisher came after it was sent, and the way it asked for. */
const isStarted = (stream: Stream, now: number): boolean => {
  const { sight } = stream.facts
  const { lastSent, started } = stream.memory
  const ours = sight.since >= lastSent && (sight.by === undefined || sight.by === started?.by)
  return ours && flowOf(sight, now) === 'flowing' && isReportedLive(stream)
}

const isDone = (stream: Stream, request: LiveRequest, now: number): boolean => {
  const { report, sight } = stream.facts
  switch (request.method) {
    case 'live_start_push':
      return isStarted(stream, now)
    case 'live_stop_push':
      return report?.live === false && !sight.publishing
    case 'live_set_quality':
      return report?.live === true && report.quality === request.quality
    case 'live_lens_change':
      return report?.live === true && isSameLens(report.lens ?? '', request.lens)
    case 'live_camera_change':
      return false
  }
}

/**
 * Since when it is seen, reply or no reply, that a dock has done what it was asked for this stream
 * last; undefined while it is not. The dock's own word (DJI: live_status), newer than the request,
 * is always part of it. Steady time.
 */
export const effectSeenAt = (
  stream: Stream,
  request: LiveRequest,
  now: number,
): number | undefined => {
  const { report, sight } = stream.facts
  if (report === undefined || report.seen < stream.memory.lastSent) return undefined
  return isDone(stream, request, now) ? Math.max(report.seen, sight.since) : undefined
}
