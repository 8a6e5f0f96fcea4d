/** The parts of `rtmp://host[:port]/app/stream`. */
export interface RtmpAddress {
  host: string
  port: number
  app: string
  /** What `publish` names: everything after the app, with its query. */
  stream: string
  /** What `connect` sends as `tcUrl`. */
  tcUrl: string
}

const DEFAULT_PORT = 1935
const FORM = /^rtmp:\/\/(\[[0-9a-fA-F:.]+\]|[^/:[\]\s]+)(?::(\d{1,5}))?\/([^/\s?]+)\/(\S+)$/

/** Reads an RTMP push address; undefined when it lacks a host, an app or a stream name. */
export const parseRtmpAddress = (url: string): RtmpAddress | undefined => {
  const [, host = '', portText, app = '', stream = ''] = FORM.exec(url) ?? []
  if (host === '') return undefined
  const port = portText === undefined ? DEFAULT_PORT : Number(portText)
  if (port < 1 || port > 0xffff) return undefined
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port,
    app,
    stream,
    tcUrl: `rtmp://${host}:${String(port)}/${app}`,
  }
}
