import { attribute } from './attributes'
import { hostCandidates } from './candidates'
import { codecLines, videoCodecLines } from './codec-lines'
import { readCodecs } from './media-codecs'
import { MID_URI, TRANSPORT_CC_URI } from './offered-video'
import { writeSdp, type SdpLine, type SdpMedia } from './sdp'
import type { OwnTransport } from './transport'
import type { WhipOffer } from './whip-offer'

/**
 * Answers an offer the way SRS does, since that is what DJI documents: ICE-lite, DTLS passive (unless
 * the offer is), one transport, every H.264 the publisher offers under its own payload type. Audio in
 * the same bundle is taken too, everything else is refused by port 0.
 */
export const writeAnswer = (offer: WhipOffer, transport: OwnTransport): string => {
  const { description, video, taken } = offer
  const media = description.media.map((entry, at) => {
    if (!taken.includes(entry)) return refused(entry)
    return takenMedia(entry, { offer, transport, isVideo: at === video.index })
  })
  const mids = taken.flatMap((entry) => attribute(entry, 'mid') ?? [])
  const bundle = attribute(description, 'group') !== undefined && mids.length > 0
  const lines: SdpLine[] = [
    { type: 'v', value: '0' },
    { type: 'o', value: `- ${transport.sessionId} 2 IN IP4 0.0.0.0` },
    { type: 's', value: '-' },
    { type: 't', value: '0 0' },
    line('ice-lite'),
    ...(bundle ? [line(`group:BUNDLE ${mids.join(' ')}`)] : []),
  ]
  return writeSdp({ lines, media })
}

const line = (value: string): SdpLine => ({ type: 'a', value })
const NOWHERE: SdpLine = { type: 'c', value: 'IN IP4 0.0.0.0' }

const midLine = (media: SdpMedia): SdpLine[] => {
  const mid = attribute(media, 'mid')
  return mid ? [line(`mid:${mid}`)] : []
}

const refused = (media: SdpMedia): SdpMedia => ({
  ...media,
  port: 0,
  lines: [NOWHERE, ...midLine(media), line('inactive')],
})

interface Taking {
  offer: WhipOffer
  transport: OwnTransport
  isVideo: boolean
}

const takenMedia = (media: SdpMedia, { offer, transport, isVideo }: Taking): SdpMedia => {
  const { video } = offer
  const codecs = isVideo ? videoCodecLines(media, video) : codecLines(readCodecs(media))
  const extensions: [number | undefined, string][] = isVideo
    ? [
        [video.midExtension, MID_URI],
        [video.transportCc, TRANSPORT_CC_URI],
      ]
    : []
  return {
    ...media,
    port: 9,
    formats: codecs.formats,
    lines: [
      NOWHERE,
      ...transportLines(offer, transport),
      ...midLine(media),
      ...extensions.flatMap(([id, uri]) => (id === undefined ? [] : [line(`extmap:${id} ${uri}`)])),
      line('recvonly'),
      line('rtcp-mux'),
      ...(attribute(media, 'rtcp-rsize') === undefined ? [] : [line('rtcp-rsize')]),
      ...codecs.lines.map(line),
      ...hostCandidates(transport.addresses, transport.port).map(line),
    ],
  }
}

const transportLines = (offer: WhipOffer, { ice, fingerprint }: OwnTransport): SdpLine[] => [
  line(`ice-ufrag:${ice.ufrag}`),
  line(`ice-pwd:${ice.password}`),
  line(`fingerprint:${fingerprint.algorithm} ${fingerprint.value}`),
  line(`setup:${offer.setup === 'passive' ? 'active' : 'passive'}`),
]
