import { streamName } from '@shared/media-contract'
import type { ServiceMessage } from '@protocol/dji/live-services'
import { liveResult } from '@protocol/dji/result-codes'

type Request<R, More extends unknown[]> = (
  gatewaySn: string,
  message: ServiceMessage,
  ...more: More
) => Promise<R>

/** Passes requests on; `accepted` is told the name of a stream that a dock said yes to start. */
export const followStarts =
  <R extends { kind: string; result?: number }, More extends unknown[]>(
    request: Request<R, More>,
    accepted: (stream: string) => void,
  ): Request<R, More> =>
  async (gatewaySn, message, ...more) => {
    const reply = await request(gatewaySn, message, ...more)
    const { video_id: videoId } = message.data
    const started = message.method === 'live_start_push' && typeof videoId === 'string'
    const { result } = reply
    if (started && result !== undefined && liveResult(result).key === 'ok')
      accepted(streamName(videoId))
    return reply
  }
