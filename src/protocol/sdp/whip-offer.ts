import { attribute, attributeValues } from './attributes'
import { takenTogether } from './bundle'
import { readCodecs } from './media-codecs'
import { isSent } from './media-direction'
import { readOfferedVideo, type OfferedVideo } from './offered-video'
import { readSdp, type SdpDescription, type SdpMedia } from './sdp'
import { readTransport, type SdpTransport } from './transport'

/** An offer that can be answered so that pictures come. */
export interface WhipOffer extends SdpTransport {
  description: SdpDescription
  video: OfferedVideo
  /** The media descriptions that are taken, as a bundle has them; the video is among them. */
  taken: SdpMedia[]
  /** How many candidates it names; none is fine. */
  candidates: number
}

/** Why an offer is refused. */
export type OfferRefusal =
  | 'not-sdp'
  | 'no-video'
  | 'video-not-sent'
  | 'not-webrtc'
  | 'no-h264'
  | 'h265-only'
  | 'interleaved-only'
  | 'no-fingerprint'
  | 'no-ice'

export type OfferJudgement =
  | { ok: true; offer: WhipOffer }
  /** `sentence`: for the answer's body, in English. */
  | { ok: false; reason: OfferRefusal; sentence: string }

/**
 * Judges a WHIP offer (RFC 9725 section 4.2) as it was posted. Whatever is missing but can be done
 * without is no reason to refuse it; what could never show a picture is, with a sentence.
 */
export const judgeOffer = (sdp: string): OfferJudgement => {
  const description = readSdp(sdp)
  if (typeof description === 'string')
    return refuse('not-sdp', `The body is no session description (${description}).`)
  const videos = description.media.filter(({ kind }) => kind === 'video')
  if (videos.length === 0) return refuse('no-video', 'The offer has no video.')
  const sent = videos.filter((media) => isSent(description, media))
  if (sent.length === 0)
    return refuse('video-not-sent', 'The offer does not offer to send its video.')
  const media = sent.find((entry) => readOfferedVideo(entry, 0).h264.length > 0)
  if (!media) return refuseCodecs(sent)
  return judgeTransport(description, media)
}

const judgeTransport = (description: SdpDescription, media: SdpMedia): OfferJudgement => {
  if (!/\bSAVPF?$/i.test(media.protocol))
    return refuse('not-webrtc', `Video over ${media.protocol} is not WebRTC.`)
  const taken = takenTogether(description, media)
  const owner = taken.find((entry) => attribute(entry, 'ice-ufrag') !== undefined) ?? media
  const transport = readTransport(description, owner)
  if (transport === 'no-fingerprint')
    return refuse(transport, 'The offer has no fingerprint of a certificate for DTLS.')
  if (transport === 'no-ice')
    return refuse(transport, 'The offer has no ICE user name and password.')
  const offer: WhipOffer = {
    ...transport,
    description,
    taken,
    video: readOfferedVideo(media, description.media.indexOf(media)),
    candidates: description.media.flatMap((entry) => attributeValues(entry, 'candidate')).length,
  }
  return { ok: true, offer }
}

const refuse = (reason: OfferRefusal, sentence: string): OfferJudgement => ({
  ok: false,
  reason,
  sentence,
})

const refuseCodecs = (sent: readonly SdpMedia[]): OfferJudgement => {
  const names = [...new Set(sent.flatMap(readCodecs).map(({ name }) => name.toUpperCase()))]
  if (names.includes('H264'))
    return refuse('interleaved-only', 'H.264 is offered in interleaved packetization only.')
  const real = names.filter((name) => !['RTX', 'RED', 'ULPFEC', 'FLEXFEC-03'].includes(name))
  if (real.length > 0 && real.every((name) => name === 'H265' || name === 'HEVC'))
    return refuse('h265-only', 'The video is offered as H.265 only; choose H.264 in the publisher.')
  const list = real.slice(0, 8).join(', ').slice(0, 120) || 'nothing'
  return refuse('no-h264', `The video is not offered as H.264 but as ${list}.`)
}
