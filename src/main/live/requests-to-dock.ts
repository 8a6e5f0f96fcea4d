import type { Quality } from '@shared/stream'
import { URL_TYPES } from '@protocol/dji/push-url'
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
  const { videoId, address, protocol, gateway } = stream.facts
  if (address === undefined || protocol === undefined) return undefined
  const quality = startQuality(stream)
  const urlType = URL_TYPES[protocol]
  const request = { method: 'live_start_push', urlType, url: address, videoId, quality } as const
  return { gatewaySn: gateway.sn, videoId, request }
}

export const stopOf = (videoId: string, gatewaySn: string): Action => ({
  gatewaySn,
  videoId,
  request: { method: 'live_stop_push', videoId },
})
