import type { PlayerReport } from '@shared/contract'
import type { StreamEvidence } from '@shared/diagnosis/evidence'
import { isFaultCode } from '@shared/fault'
import type { StreamStatus } from '@shared/stream'
import type { Handlers } from './door'

export interface LiveNeeds {
  statuses(): StreamStatus[]
  retry(videoId: string): void
  explain(videoId: string): StreamEvidence
  playerReports(reports: PlayerReport[]): void
}

export function liveHandlers(
  needs: LiveNeeds,
): Pick<Handlers, 'live.get' | 'live.retry' | 'live.explain' | 'player.report'> {
  return {
    'live.get': () => needs.statuses(),
    'live.retry': ({ videoId }) => {
      needs.retry(videoId)
      return { ok: true }
    },
    'live.explain': ({ videoId }) => needs.explain(videoId),
    'player.report': (reports) => {
      needs.playerReports(
        reports.map(({ fault, ...report }) => ({
          ...report,
          ...(fault !== undefined && isFaultCode(fault) ? { fault } : {}),
        })),
      )
      return undefined
    },
  }
}
