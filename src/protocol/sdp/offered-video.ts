import { attribute, attributeValues } from './attributes'
import { readCodecs, type SdpCodec } from './media-codecs'
import type { SdpMedia } from './sdp'

/** One way in which a publisher offers to send H.264. */
export interface OfferedH264 {
  payloadType: number
  /** RFC 6184 section 6.2; absent means 0. */
  packetizationMode: 0 | 1
  /** Six hex digits, in lower case. */
  profileLevelId?: string
  /** Payload type of its repeats (RFC 4588). */
  rtx?: number
  feedback: string[]
  /** `sprop-parameter-sets`, decoded: what such a publisher may never send in band. */
  parameterSets: Uint8Array[]
}

/** The media description that is to be received. */
export interface OfferedVideo {
  /** Which of the description's media it is. */
  index: number
  /** Empty when the publisher gave none. */
  mid: string
  /** In the publisher's order of preference. */
  h264: OfferedH264[]
  /** SSRCs as far as they are declared; a publisher may send others. */
  ssrcs: number[]
  /** Extension id of transport-wide sequence numbers, when reports about them are wished. */
  transportCc?: number
  /** Extension id of the mid, which tells whose packet it is while its SSRC is unknown. */
  midExtension?: number
  /** REMB is wished. */
  remb: boolean
  /** Generic NACK is wished. */
  nack: boolean
}

export const MID_URI = 'urn:ietf:params:rtp-hdrext:sdes:mid'
export const TRANSPORT_CC_URI =
  'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01'
const MAX_SET_BYTES = 4096

const isH264 = ({ name }: SdpCodec): boolean => name.toUpperCase() === 'H264'

/** What a video media description offers, as far as H.264 goes. */
export const readOfferedVideo = (media: SdpMedia, index: number): OfferedVideo => {
  const codecs = readCodecs(media)
  const h264 = codecs.filter(isH264).flatMap((codec) => readH264(codec, codecs))
  const feedback = new Set(h264.flatMap((codec) => codec.feedback))
  const extension = extensionId(media, TRANSPORT_CC_URI)
  const midExtension = extensionId(media, MID_URI)
  return {
    index,
    mid: attribute(media, 'mid') ?? '',
    h264,
    ssrcs: declaredSsrcs(media),
    ...(extension !== undefined && feedback.has('transport-cc') && { transportCc: extension }),
    ...(midExtension !== undefined && { midExtension }),
    remb: feedback.has('goog-remb'),
    nack: feedback.has('nack'),
  }
}

/** The SSRCs that `a=ssrc` lines declare. */
const declaredSsrcs = (media: SdpMedia): number[] => [
  ...new Set(attributeValues(media, 'ssrc').flatMap((value) => readSsrc(value.split(' ')[0]))),
]

const readSsrc = (text = ''): number[] => {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : NaN
  return number <= 0xffffffff ? [number] : []
}

const readH264 = (codec: SdpCodec, codecs: readonly SdpCodec[]): OfferedH264[] => {
  const { payloadType, parameters, feedback } = codec
  const mode = parameters.get('packetization-mode') ?? '0'
  if (mode !== '0' && mode !== '1') return []
  const profile = parameters.get('profile-level-id')?.toLowerCase() ?? ''
  const rtx = codecs.find(
    ({ name, parameters: own }) =>
      name.toLowerCase() === 'rtx' && own.get('apt') === String(payloadType),
  )
  const parameterSets = readParameterSets(parameters.get('sprop-parameter-sets') ?? '')
  return [
    {
      payloadType,
      packetizationMode: mode === '1' ? 1 : 0,
      ...(/^[0-9a-f]{6}$/.test(profile) && { profileLevelId: profile }),
      ...(rtx && { rtx: rtx.payloadType }),
      feedback,
      parameterSets,
    },
  ]
}

const readParameterSets = (text: string): Uint8Array[] =>
  text
    .split(',')
    .slice(0, 16)
    .map(decodeBase64)
    .filter(({ length }) => length > 1 && length <= MAX_SET_BYTES)

const decodeBase64 = (text: string): Uint8Array => {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text.trim())) return new Uint8Array(0)
  try {
    return Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0))
  } catch {
    return new Uint8Array(0)
  }
}

/** The id of an RTP header extension (RFC 8285 section 5). */
const extensionId = (media: SdpMedia, uri: string): number | undefined => {
  const found = attributeValues(media, 'extmap').map((value) => value.split(/\s+/))
  const id = Number(found.find(([, name]) => name === uri)?.[0]?.split('/')[0])
  return id >= 1 && id <= 255 ? id : undefined
}
