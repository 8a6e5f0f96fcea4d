import { attributeValues } from './attributes'
import type { SdpMedia } from './sdp'

/** One payload type of an RTP media description. */
export interface SdpCodec {
  payloadType: number
  /** As written: "H264", "rtx", "opus". */
  name: string
  clockRate: number
  /** Of audio, where written. */
  channels?: number
  /** Of the fmtp line, names in lower case. */
  parameters: ReadonlyMap<string, string>
  /** Feedback that applies to it: "nack", "nack pli", "transport-cc" … */
  feedback: string[]
}

/** Payload types that need no rtpmap (RFC 3551 tables 4 and 5). */
const STATIC: ReadonlyMap<string, string> = new Map([
  ['0', 'PCMU/8000'],
  ['8', 'PCMA/8000'],
  ['9', 'G722/8000'],
  ['26', 'JPEG/90000'],
  ['33', 'MP2T/90000'],
  ['34', 'H263/90000'],
])

/** The codecs of a media description in the order of preference; formats nobody explains left out. */
export const readCodecs = (media: SdpMedia): SdpCodec[] => {
  const names = byPayloadType(attributeValues(media, 'rtpmap'))
  const parameters = byPayloadType(attributeValues(media, 'fmtp'))
  const feedback = attributeValues(media, 'rtcp-fb').map(splitFirst)
  return [...new Set(media.formats)].flatMap((format) => {
    const payloadType = Number(format)
    const [name, clockRate, channels] = (names.get(format) ?? STATIC.get(format) ?? '').split('/')
    if (!/^\d{1,3}$/.test(format) || payloadType > 127 || !name) return []
    const fitting = feedback.filter(([to]) => to === format || to === '*')
    return [
      {
        payloadType,
        name,
        clockRate: Number(clockRate) || 0,
        ...(/^\d$/.test(channels ?? '') && { channels: Number(channels) }),
        parameters: readParameters(parameters.get(format) ?? ''),
        feedback: [
          ...new Set(fitting.map(([, value]) => value.toLowerCase().replaceAll(/\s+/g, ' '))),
        ],
      },
    ]
  })
}

const byPayloadType = (values: string[]): ReadonlyMap<string, string> =>
  new Map(values.map(splitFirst))

const splitFirst = (text: string): [string, string] => {
  const [first = ''] = text.split(/\s/, 1)
  return [first, text.slice(first.length).trim()]
}

const readParameters = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(';').flatMap((pair): [string, string][] => {
      const [name = '', ...rest] = pair.split('=')
      return name.trim() === '' ? [] : [[name.trim().toLowerCase(), rest.join('=').trim()]]
    }),
  )
