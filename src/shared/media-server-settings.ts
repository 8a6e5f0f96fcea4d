import * as z from 'zod'
import {
  MEDIA_SERVER_KINDS,
  templateOf,
  templateProblem,
  templateSchemes,
  TEMPLATE_NAMES,
  type TemplateName,
  type TemplateProblem,
} from './media-templates'

const MAX_TEMPLATE = 500

/** Problems in words for whoever reads a settings file; the screen has words of its own. */
const inWords = (name: TemplateName, problem: TemplateProblem): string => {
  switch (problem) {
    case 'no-url':
      return 'is no address'
    case 'wrong-scheme':
      return `must begin with ${templateSchemes(name).join('// or ')}//`
    case 'unknown-placeholder':
      return 'knows only {host}, {app} and {stream}'
    case 'no-stream':
      return 'must hold {stream}, else all streams have one address'
  }
}

const template = (name: TemplateName, what: string) =>
  z
    .string()
    .max(MAX_TEMPLATE)
    .superRefine((written, context) => {
      const problem = templateProblem(name, written)
      if (problem !== undefined)
        context.addIssue({ code: 'custom', message: inWords(name, problem) })
    })
    .default('')
    .describe(`${what} Empty takes the one of the kind; - means not offered.`)

const host = z
  .string()
  .max(255)
  .regex(/^[A-Za-z0-9._:[\]-]*$/, 'is no host name or address')
  .default('')

/** The section `mediaServer` of the settings: a media server that is not ours. */
export const mediaServerSchema = z
  .strictObject({
    kind: z
      .enum(MEDIA_SERVER_KINDS)
      .default('none')
      .describe(
        'none: docks push to this computer; else the server docks push to and this station fetches from. custom has no addresses of its own.',
      ),
    host: host.describe('Name or address of the server, without port.'),
    app: z
      .string()
      .min(1)
      .max(64)
      .regex(/^[A-Za-z0-9._/-]*$/, 'holds other characters than letters, digits, . _ - and /')
      .default('live')
      .describe('Name of the application in the addresses.'),
    publishHost: host.describe(
      'The same server as docks reach it, where that differs; empty is host.',
    ),
    rtmpPublish: template('rtmpPublish', 'Address docks push RTMP to.'),
    whipPublish: template('whipPublish', 'Address docks push WHIP to.'),
    whep: template('whep', 'Address to fetch by WHEP (WebRTC).'),
    wsFlv: template('wsFlv', 'Address to fetch FLV over WebSocket.'),
    httpFlv: template('httpFlv', 'Address to fetch FLV over HTTP.'),
    rtmp: template('rtmp', 'Address to fetch by RTMP; needs FFmpeg.'),
    rtsp: template('rtsp', 'Address to fetch by RTSP; needs FFmpeg.'),
    hls: template('hls', 'Address to fetch by HLS; needs FFmpeg.'),
    ffmpeg: z
      .string()
      .max(1024)
      .default('')
      .describe('Program file of FFmpeg 4 or newer; empty looks for it on the PATH.'),
  })
  .superRefine((server, context) => {
    if (server.kind === 'none' || server.host.trim() !== '') return
    const needed = TEMPLATE_NAMES.some((name) =>
      templateOf(server.kind, name, server[name])?.includes('{host}'),
    )
    if (needed) context.addIssue({ code: 'custom', path: ['host'], message: 'is needed' })
  })
