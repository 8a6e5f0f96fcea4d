import type { Fault, FaultCode } from '@shared/fault'
import type { PullOutcome } from '@shared/media-server'
import type { StreamFacts } from './facts'

/** What keeps a stream from us that the dock may well push. */
const FAULTS: Partial<Record<PullOutcome, FaultCode>> = {
  unreachable: 'media-server-unreachable',
  refused: 'media-server-refused',
  unreadable: 'media-server-unreadable',
  'ffmpeg-missing': 'ffmpeg-missing',
  'ffmpeg-old': 'ffmpeg-old',
}

/**
 * Since when a media server of others says that it has no such stream, steady time; infinitely late
 * while it does not. Nothing else proves that a dock does not push: our way to the server may be
 * down, or the server.
 */
export const missingSince = ({ sight }: StreamFacts): number =>
  sight.pull?.outcome === 'no-stream' ? sight.pull.since : Number.POSITIVE_INFINITY

/** Why a stream cannot be fetched that no start of the dock would bring; undefined if it might. */
export const fetchFault = ({ sight, site }: StreamFacts): Fault | undefined => {
  const { pull } = sight
  const code = pull && FAULTS[pull.outcome]
  return site.fetches && code !== undefined ? { code, at: pull?.since ?? 0 } : undefined
}
