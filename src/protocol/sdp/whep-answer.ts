import { attribute } from './attributes'
import { readCandidates, type SdpCandidate } from './candidates'
import { isSent } from './media-direction'
import { readOfferedVideo, type OfferedVideo } from './offered-video'
import { readSdp } from './sdp'
import { readTransport, type SdpTransport } from './transport'

/** What a server sends and where it is. */
export interface WhepAnswer extends SdpTransport {
  video: OfferedVideo
  /** At least one, best first. */
  candidates: SdpCandidate[]
}

/** Why an answer leads to no picture. */
export type AnswerProblem =
  | 'not-sdp'
  | 'no-video'
  | 'video-not-sent'
  | 'not-webrtc'
  | 'no-h264'
  | 'no-fingerprint'
  | 'no-ice'
  | 'no-candidates'

/**
 * Judges the answer to an offer of `writeWhepOffer`. Answers of real servers leave out or repeat much
 * (`mid`, `setup`, which section the transport is in): only what nothing works without is asked for.
 */
export const judgeWhepAnswer = (sdp: string): WhepAnswer | AnswerProblem => {
  const description = readSdp(sdp)
  if (typeof description === 'string') return 'not-sdp'
  const { media } = description
  const videos = media.filter(({ kind }) => kind === 'video')
  if (videos.length === 0) return 'no-video'
  const sent = videos.filter((entry) => isSent(description, entry))
  if (sent.length === 0) return 'video-not-sent'
  const video = sent.find((entry) => readOfferedVideo(entry, 0).h264.length > 0)
  if (!video) return 'no-h264'
  if (!/\bSAVPF?$/i.test(video.protocol)) return 'not-webrtc'
  const own = attribute(video, 'ice-ufrag') ?? attribute(description, 'ice-ufrag')
  const stated = media.find((entry) => attribute(entry, 'ice-ufrag') !== undefined)
  const transport = readTransport(description, own === undefined && stated ? stated : video)
  if (typeof transport === 'string') return transport
  const candidates = readCandidates(description)
  if (candidates.length === 0) return 'no-candidates'
  return { ...transport, video: readOfferedVideo(video, media.indexOf(video)), candidates }
}
