import type { PullProtocol } from './media-server'
import type { IngestProtocol } from './stream'

/** Media servers of others whose addresses are known; `custom` knows none, `none` is our own ingest. */
export const MEDIA_SERVER_KINDS = ['none', 'srs', 'zlmediakit', 'mediamtx', 'custom'] as const
export type MediaServerKind = (typeof MEDIA_SERVER_KINDS)[number]

/** The addresses of a media server: two for docks to push to, the others to fetch from. */
export const TEMPLATE_NAMES = [
  'rtmpPublish',
  'whipPublish',
  'whep',
  'wsFlv',
  'httpFlv',
  'rtmp',
  'rtsp',
  'hls',
] as const
export type TemplateName = (typeof TEMPLATE_NAMES)[number]

/** Written instead of a template: the server does not offer it, or it shall not be used. */
export const NOT_OFFERED = '-'

export const PUBLISH_TEMPLATES: Readonly<Record<IngestProtocol, TemplateName>> = {
  rtmp: 'rtmpPublish',
  whip: 'whipPublish',
}

export const PULL_TEMPLATES: Readonly<Record<PullProtocol, TemplateName>> = {
  whep: 'whep',
  'ws-flv': 'wsFlv',
  'http-flv': 'httpFlv',
  rtmp: 'rtmp',
  rtsp: 'rtsp',
  hls: 'hls',
}

type Templates = Readonly<Record<TemplateName, string>>

/** What each kind has without any configuration of its addresses, by its own default ports. */
export const MEDIA_SERVER_TEMPLATES: Readonly<Record<Exclude<MediaServerKind, 'none'>, Templates>> =
  {
    /** Speaks neither FLV over WebSocket nor, before version 7, RTSP. */
    srs: {
      rtmpPublish: 'rtmp://{host}:1935/{app}/{stream}',
      whipPublish: 'http://{host}:1985/rtc/v1/whip/?app={app}&stream={stream}',
      whep: 'http://{host}:1985/rtc/v1/whep/?app={app}&stream={stream}',
      wsFlv: NOT_OFFERED,
      httpFlv: 'http://{host}:8080/{app}/{stream}.flv',
      rtmp: 'rtmp://{host}:1935/{app}/{stream}',
      rtsp: NOT_OFFERED,
      hls: 'http://{host}:8080/{app}/{stream}.m3u8',
    },
    zlmediakit: {
      rtmpPublish: 'rtmp://{host}:1935/{app}/{stream}',
      whipPublish: 'http://{host}:80/index/api/whip?app={app}&stream={stream}',
      whep: 'http://{host}:80/index/api/whep?app={app}&stream={stream}',
      wsFlv: 'ws://{host}:80/{app}/{stream}.live.flv',
      httpFlv: 'http://{host}:80/{app}/{stream}.live.flv',
      rtmp: 'rtmp://{host}:1935/{app}/{stream}',
      rtsp: 'rtsp://{host}:554/{app}/{stream}',
      hls: 'http://{host}:80/{app}/{stream}/hls.m3u8',
    },
    mediamtx: {
      rtmpPublish: 'rtmp://{host}:1935/{app}/{stream}',
      whipPublish: 'http://{host}:8889/{app}/{stream}/whip',
      whep: 'http://{host}:8889/{app}/{stream}/whep',
      wsFlv: NOT_OFFERED,
      httpFlv: NOT_OFFERED,
      rtmp: 'rtmp://{host}:1935/{app}/{stream}',
      rtsp: 'rtsp://{host}:8554/{app}/{stream}',
      hls: 'http://{host}:8888/{app}/{stream}/index.m3u8',
    },
    custom: {
      rtmpPublish: NOT_OFFERED,
      whipPublish: NOT_OFFERED,
      whep: NOT_OFFERED,
      wsFlv: NOT_OFFERED,
      httpFlv: NOT_OFFERED,
      rtmp: NOT_OFFERED,
      rtsp: NOT_OFFERED,
      hls: NOT_OFFERED,
    },
  }

/** The template in force: what was written, else the kind's own; undefined where none is offered. */
export const templateOf = (
  kind: MediaServerKind,
  name: TemplateName,
  written: string,
): string | undefined => {
  if (kind === 'none') return undefined
  const template = written.trim() || MEDIA_SERVER_TEMPLATES[kind][name]
  return template === NOT_OFFERED ? undefined : template
}

const HTTP = ['http:', 'https:']
/** DJI docks push RTMP without TLS only. */
const SCHEMES: Readonly<Record<TemplateName, readonly string[]>> = {
  rtmpPublish: ['rtmp:'],
  whipPublish: HTTP,
  whep: HTTP,
  wsFlv: ['ws:', 'wss:'],
  httpFlv: HTTP,
  rtmp: ['rtmp:', 'rtmps:'],
  rtsp: ['rtsp:', 'rtsps:'],
  hls: HTTP,
}

/** The schemes a template may begin with, each with its colon. */
export const templateSchemes = (name: TemplateName): readonly string[] => SCHEMES[name]

export type TemplateProblem = 'no-url' | 'wrong-scheme' | 'unknown-placeholder' | 'no-stream'

const PLACEHOLDER = /\{([^{}]*)\}/g

/** What fills a template. */
export interface TemplateValues {
  /** A name or an IPv4 or IPv6 address, without port. */
  host: string
  app: string
  stream: string
}

const bracketed = (host: string): string =>
  host.includes(':') && !host.startsWith('[') ? `[${host}]` : host

/** Fills a template that `templateProblem` finds nothing wrong with. */
export const fillTemplate = (template: string, { host, app, stream }: TemplateValues): string => {
  const values: Readonly<Record<string, string>> = { host: bracketed(host), app, stream }
  return template.trim().replace(PLACEHOLDER, (whole, name: string) => values[name] ?? whole)
}

/** What is wrong with a template as it was written; undefined for a good, an empty and a '-' one. */
export const templateProblem = (
  name: TemplateName,
  written: string,
): TemplateProblem | undefined => {
  const template = written.trim()
  if (template === '' || template === NOT_OFFERED) return undefined
  const names = [...template.matchAll(PLACEHOLDER)].map(([, found]) => found)
  const plain = template.replace(PLACEHOLDER, '')
  if (/[{}]/.test(plain)) return 'unknown-placeholder'
  if (names.some((found) => found !== 'host' && found !== 'app' && found !== 'stream'))
    return 'unknown-placeholder'
  const filled = fillTemplate(template, { host: 'host', app: 'app', stream: 'stream' })
  if (/\s/.test(filled) || !URL.canParse(filled)) return 'no-url'
  const { hostname, protocol } = new URL(filled)
  if (!SCHEMES[name].includes(protocol)) return 'wrong-scheme'
  if (hostname === '') return 'no-url'
  return names.includes('stream') ? undefined : 'no-stream'
}
