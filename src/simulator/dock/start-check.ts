import type { LiveRequest } from '@protocol/dji/live-services'
import { gatewayModel } from '@protocol/dji/models'
import { parsePushUrl } from '@protocol/dji/push-url-reader'
import type { GatewayKind } from '../gateway-kinds'
import { isQuality } from '../quality-table'
import { findVideo, type Video } from './cameras'
import type { Identity } from '../identity'

export type StartRequest = Extract<LiveRequest, { method: 'live_start_push' }>

export interface StartView {
  identity: Identity
  aircraftOn: boolean
  /** Streams that are live or about to be. */
  live: readonly { videoId: string; onAircraft: boolean }[]
  /** The aircraft is up, but too freshly to give a picture. */
  tooEarly(video: Video): number | undefined
  mediaDownload: boolean
}

export const CODE = {
  qualityRefused: 513005,
  alreadyLive: 513003,
  unreachable: 513010,
  notLive: 513011,
  otherLive: 513012,
  protocolRefused: 513013,
  addressRefused: 513014,
  congestion: 513015,
  mediaDownload: 513017,
  wrongState: 314000,
  malformed: 325001,
} as const

/** Everything a gateway checks before it pushes, in order: the video to push, or a code. */
export function checkStart(request: StartRequest, view: StartView): Video | number {
  const { kind } = view.identity
  if (gatewayModel(kind.modelKey).urlTypes?.includes(request.urlType) !== true)
    return CODE.protocolRefused
  if (parsePushUrl(request.urlType, request.url) === undefined) return CODE.addressRefused
  if (!isQuality(request.quality)) return CODE.qualityRefused
  const video = findVideo(view.identity, view.aircraftOn, request.videoId)
  if (typeof video === 'number') return video
  if (view.live.some(({ videoId }) => videoId === request.videoId)) return CODE.alreadyLive
  if (isFull(kind, view, video)) return CODE.otherLive
  const early = view.tooEarly(video)
  if (early !== undefined) return early
  return view.mediaDownload ? CODE.mediaDownload : video
}

function isFull(kind: GatewayKind, view: StartView, video: Video): boolean {
  const gatewayMax = view.aircraftOn ? kind.coexist.gateway : kind.own.length
  const deviceMax = video.onAircraft ? kind.coexist.aircraft : kind.own.length
  const onDevice = view.live.filter(({ onAircraft }) => onAircraft === video.onAircraft).length
  return view.live.length >= gatewayMax || (deviceMax > 0 && onDevice >= deviceMax)
}
