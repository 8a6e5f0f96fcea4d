import { hostCandidates } from './candidates'
import { MID_URI, TRANSPORT_CC_URI } from './offered-video'
import { writeSdp, type SdpLine } from './sdp'
import type { OwnTransport } from './transport'

/** Constrained baseline, baseline, main and high; the level of what comes may be another one. */
const PROFILES = ['42e01f', '42001f', '4d001f', '64001f'] as const
const FIRST_PAYLOAD_TYPE = 96
const FEEDBACK = ['goog-remb', 'transport-cc', 'ccm fir', 'nack', 'nack pli'] as const
const MID = '0'
const EXTENSIONS = [MID_URI, undefined, TRANSPORT_CC_URI] as const

/**
 * An offer to receive one H.264 video (draft-ietf-wish-whep), whole: nothing is trickled. In the form
 * that browsers have, since that is what every server was tried with. No audio: nobody listens.
 */
export const writeWhepOffer = (transport: OwnTransport): string => {
  const { sessionId, ice, fingerprint, addresses, port } = transport
  const codecs = PROFILES.flatMap((profile, at) => codecLines(profile, FIRST_PAYLOAD_TYPE + 2 * at))
  const formats = PROFILES.flatMap((_, at) => [0, 1].map((of) => FIRST_PAYLOAD_TYPE + 2 * at + of))
  const lines: SdpLine[] = [
    { type: 'v', value: '0' },
    { type: 'o', value: `- ${sessionId} 2 IN IP4 127.0.0.1` },
    { type: 's', value: '-' },
    { type: 't', value: '0 0' },
    line(`group:BUNDLE ${MID}`),
    line('extmap-allow-mixed'),
    line('msid-semantic: WMS'),
  ]
  const video: SdpLine[] = [
    { type: 'c', value: 'IN IP4 0.0.0.0' },
    line('rtcp:9 IN IP4 0.0.0.0'),
    ...hostCandidates(addresses, port).map(line),
    line('end-of-candidates'),
    line(`ice-ufrag:${ice.ufrag}`),
    line(`ice-pwd:${ice.password}`),
    line(`fingerprint:${fingerprint.algorithm} ${fingerprint.value}`),
    line('setup:actpass'),
    line(`mid:${MID}`),
    ...EXTENSIONS.flatMap((uri, at) =>
      uri === undefined ? [] : [line(`extmap:${at + 1} ${uri}`)],
    ),
    line('recvonly'),
    line('rtcp-mux'),
    line('rtcp-rsize'),
    ...codecs.map(line),
  ]
  const media = {
    kind: 'video',
    port: 9,
    protocol: 'UDP/TLS/RTP/SAVPF',
    formats: formats.map(String),
    lines: video,
  }
  return writeSdp({ lines, media: [media] })
}

const line = (value: string): SdpLine => ({ type: 'a', value })

/** One H.264 and its repeats (RFC 6184 section 8.2.2, RFC 4588 section 8.6). */
const codecLines = (profile: string, payloadType: number): string[] => [
  `rtpmap:${payloadType} H264/90000`,
  ...FEEDBACK.map((feedback) => `rtcp-fb:${payloadType} ${feedback}`),
  `fmtp:${payloadType} level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=${profile}`,
  `rtpmap:${payloadType + 1} rtx/90000`,
  `fmtp:${payloadType + 1} apt=${payloadType}`,
]
