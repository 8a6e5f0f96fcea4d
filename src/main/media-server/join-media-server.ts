import type { MediaReport } from '@shared/media-contract'
import type { Pull } from '@shared/media-server'
import type { IngestState } from '@shared/site'
import type { IngestProtocol, StreamStatus } from '@shared/stream'
import { MediaServer, type MediaServerNeeds, type Pulled } from './media-server'

/** What a media server is joined with, each by the few methods that are needed. */
export interface JoinedParts {
  media: {
    pull(pulls: Pull[], ffmpeg: string): void
    onState(listener: (state: IngestState) => void): unknown
    onReport(listener: (report: MediaReport) => void): unknown
  }
  live: {
    pulled(event: Pulled): void
    statuses(): StreamStatus[]
    onStatus(listener: () => void): unknown
  }
  /** Told what became of streams that are fetched. */
  record: { reported(report: MediaReport): void; ingestLost(): void }
  /** Told the state of each way in. */
  told: (state: IngestState, by: IngestProtocol) => void
}

export interface JoinedMediaServer {
  server: MediaServer
  /** Says what is wanted: all of it is fetched. */
  want(videoIds: string[]): void
}

/**
 * Puts a media server of others in the place of our own ingest. What is being stopped is fetched
 * until it is over, for its end is seen there.
 */
export const joinMediaServer = (
  needs: Pick<MediaServerNeeds, 'place' | 'keyOf' | 'now'>,
  { live, media, record, told }: JoinedParts,
): JoinedMediaServer => {
  const server = new MediaServer({
    ...needs,
    pull: (pulls, ffmpeg) => media.pull(pulls, ffmpeg),
    changed: (state) => {
      if (state.kind !== 'listening') record.ingestLost()
      // WHIP first: who hears that one way is open begins at once.
      for (const by of ['whip', 'rtmp'] as const)
        told(server.offers(by) ? state : { kind: 'off' }, by)
    },
  })
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
  return {
    server,
    want: (videoIds) => {
      wanted = videoIds
      fetch()
    },
  }
}
