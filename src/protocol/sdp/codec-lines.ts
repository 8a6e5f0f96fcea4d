import { readCodecs, type SdpCodec } from './media-codecs'
import type { OfferedVideo } from './offered-video'
import type { SdpMedia } from './sdp'

export interface CodecLines {
  formats: string[]
  /** Values of the attribute lines: rtpmap, rtcp-fb, fmtp. */
  lines: string[]
}

/** What of the offered video is taken: every H.264 under its own payload type, with its repeats. */
export const videoCodecLines = (media: SdpMedia, video: OfferedVideo): CodecLines => {
  const codecs = readCodecs(media)
  const taken = video.h264.flatMap(({ payloadType, rtx }) =>
    codecs.filter((codec) => codec.payloadType === payloadType || codec.payloadType === rtx),
  )
  return codecLines(
    taken.map((codec) => ({ ...codec, feedback: codec.feedback.filter(isAnswered(video)) })),
  )
}

/** The lines of codecs that are taken as they were offered. */
export const codecLines = (codecs: readonly SdpCodec[]): CodecLines => ({
  formats: codecs.map(({ payloadType }) => String(payloadType)),
  lines: codecs.flatMap((codec) => [
    `rtpmap:${codec.payloadType} ${encoding(codec)}`,
    ...codec.feedback.map((feedback) => `rtcp-fb:${codec.payloadType} ${feedback}`),
    ...parameterLine(codec),
  ]),
})

/** Two ways of telling the rate would contradict each other: REMB only where there is nothing better. */
const isAnswered =
  (video: OfferedVideo) =>
  (feedback: string): boolean => {
    if (feedback === 'transport-cc') return video.transportCc !== undefined
    if (feedback === 'goog-remb') return video.transportCc === undefined
    return feedback === 'nack' || feedback === 'nack pli' || feedback === 'ccm fir'
  }

const encoding = ({ name, clockRate, channels }: SdpCodec): string =>
  [name, clockRate, ...(channels === undefined ? [] : [channels])].join('/')

/** Parameter sets are the sender's to tell (RFC 6184 section 8.2.2). */
const parameterLine = ({ payloadType, parameters }: SdpCodec): string[] => {
  const kept = [...parameters].filter(([name]) => !name.startsWith('sprop-'))
  const text = kept.map(([name, value]) => (value === '' ? name : `${name}=${value}`)).join(';')
  return text === '' ? [] : [`fmtp:${payloadType} ${text}`]
}
