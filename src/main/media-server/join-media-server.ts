import type { MediaReport } from '@shared/media-contract'
import type { IngestState } from '@shared/site'
import type { IngestProtocol, StreamStatus } from '@shared/stream'
import type { MediaServer, Pulled } from './media-server'

/** What a media server is joined with, each by the few methods that are needed. */
export interface JoinedParts {
  media: {
    onState(listener: (state: IngestState) => void): unknown
    onReport(listener: (report: MediaReport) => void): unknown
  }
  live: {
    pulled(event: Pulled): void
    statuses(): StreamStatus[]
    onStatus(listener: () => void): unknown
  }
  /** Told what became of streams that are fetched. */
  record: { reported(report: MediaReport): void }
}

/**
 * Hands on what the media process says of a media server. Gives the way to say what is wanted: all
 * of it is fetched, and what is being stopped as well, for its end is seen there.
 */
export const joinMediaServer = (
  server: MediaServer,
  { live, media, record }: JoinedParts,
): ((videoIds: string[]) => void) => {
  let wanted: string[] = []
  const fetch = (): void => {
    const ending = live.statuses().filter(({ state }) => state.kind === 'stopping')
    server.fetch([...wanted, ...ending.map(({ videoId }) => videoId)])
  }
  media.onState((state) => server.mediaChanged(state))
  media.onReport((report) => {
    if (report.kind !== 'pulled' || !server.pulled(report)) return
    record.reported(report)
    live.pulled(report)
  })
  live.onStatus(fetch)
  return (videoIds) => {
    wanted = videoIds
    fetch()
  }
}

/**
 * The state of each way in: a way that the server does not take is off, whatever else holds. WHIP
 * first: who hears that one is open begins at once.
 */
export const waysInto = (
  server: MediaServer,
  state: IngestState,
): { by: IngestProtocol; state: IngestState }[] =>
  (['whip', 'rtmp'] as const).map((by) => ({
    by,
    state: server.offers(by) ? state : { kind: 'off' },
  }))
