/** One line of a session description: `type=value`. */
export interface SdpLine {
  type: string
  value: string
}

/** Lines in their order, as they were written. */
export interface SdpSection {
  lines: SdpLine[]
}

/** A media description: its m-line in parts, and the lines below it. */
export interface SdpMedia extends SdpSection {
  /** "video", "audio", "application" … */
  kind: string
  port: number
  /** For WebRTC "UDP/TLS/RTP/SAVPF". */
  protocol: string
  /** For RTP the payload types. */
  formats: string[]
}

/** A session description (RFC 8866). */
export interface SdpDescription extends SdpSection {
  media: SdpMedia[]
}

export type SdpProblem = 'sdp-too-long' | 'sdp-too-many-lines' | 'sdp-no-version' | 'sdp-media-line'

const MAX_CHARACTERS = 65_536
const MAX_LINES = 2000
const MAX_MEDIA = 16

/**
 * Reads a session description as real publishers write it: any line ends, blank lines, lines that
 * are none in between. What was read is not judged: see `judgeOffer`.
 */
export const readSdp = (text: string): SdpDescription | SdpProblem => {
  if (text.length > MAX_CHARACTERS) return 'sdp-too-long'
  const lines = text.split(/\r\n|\n|\r/).flatMap(readLine)
  if (lines.length > MAX_LINES) return 'sdp-too-many-lines'
  if (lines[0]?.type !== 'v' || lines[0].value !== '0') return 'sdp-no-version'
  const description: SdpDescription = { lines: [], media: [] }
  let section: SdpSection = description
  for (const line of lines) {
    if (line.type !== 'm') {
      section.lines.push(line)
      continue
    }
    const media = readMedia(line.value)
    if (!media || description.media.length >= MAX_MEDIA) return 'sdp-media-line'
    description.media.push(media)
    section = media
  }
  return description
}

/** The text of a description, with the line ends that RFC 8866 section 5 asks for. */
export const writeSdp = ({ lines, media }: SdpDescription): string => {
  const text = [...lines, ...media.flatMap((entry) => [mediaLine(entry), ...entry.lines])]
  return text.map(({ type, value }) => `${type}=${value}\r\n`).join('')
}

const mediaLine = ({ kind, port, protocol, formats }: SdpMedia): SdpLine => ({
  type: 'm',
  value: [kind, port, protocol, ...formats].join(' '),
})

const readLine = (text: string): SdpLine[] => {
  const [, type, value] = /^\s*([a-z])=(.*)$/.exec(text.trimEnd()) ?? []
  return type === undefined || value === undefined ? [] : [{ type, value }]
}

const readMedia = (value: string): SdpMedia | undefined => {
  const [kind, port, protocol, ...formats] = value.trim().split(/\s+/)
  const number = /^(\d{1,5})(\/\d+)?$/.exec(port ?? '')?.[1]
  if (!kind || number === undefined || !protocol) return undefined
  return { kind: kind.toLowerCase(), port: Number(number), protocol, formats, lines: [] }
}
