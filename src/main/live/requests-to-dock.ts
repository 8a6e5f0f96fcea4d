import type { Quality } from '@shared/stream'
import type { Action } from './step'
import type { Stream } from './stream-memory'

/** The wished quality, or adaptive when the dock refuses that one. */
const startQuality = ({ facts, memory }: Stream): Quality => {
  const wished = facts.wish?.quality ?? 0
  const { quality } = memory.asks
  return quality?.outcome === 'refused' && quality.value === wished ? 0 : wished
}

/** The start of a stream at its gateway; undefined while no address can be given. */
export const startOf = (stream: Stream): Action | undefined => {
  const { videoId, address, gateway } = stream.facts
  if (address === undefined) return undefined
  const quality = startQuality(stream)
  const request = { method: 'live_start_push', urlType: 1, url: address, videoId, quality } as const
  return { gatewaySn: gateway.sn, videoId, request }
}

export const stopOf = (videoId: string, gatewaySn: string): Action => ({
  gatewaySn,
  videoId,
  request: { method: 'live_stop_push', videoId },
})
