import type { PlayerReport } from '@shared/contract'
import { isFaultCode } from '@shared/fault'
import type { StreamStatus } from '@shared/stream'
import type { Handlers } from './door'

export interface LiveNeeds {
  statuses(): StreamStatus[]
  retry(videoId: string): void
  playerReports(reports: PlayerReport[]): void
}

export function liveHandlers(
  needs: LiveNeeds,
): Pick<Handlers, 'live.get' | 'live.retry' | 'player.report'> {
  return {
    'live.get': () => needs.statuses(),
    'live.retry': ({ videoId }) => {
      needs.retry(videoId)
      return { ok: true }
    },
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
