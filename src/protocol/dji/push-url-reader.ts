import { URL_TYPES, type PushTarget } from './push-url'

const RTMP_PORT = 1935
const HTTP_PORT = 80

const isPort = (port: number): boolean => Number.isInteger(port) && port > 0 && port < 65536

/** Name-value pairs in any order, names exact, values raw; undefined when one of `names` is absent. */
const readPairs = <N extends string>(
  url: string,
  names: readonly N[],
): Record<N, string> | undefined => {
  const found = new Map<string, string>()
  for (const pair of url.split('&')) {
    const at = pair.indexOf('=')
    if (at > 0) found.set(pair.slice(0, at), pair.slice(at + 1))
  }
  const read: Partial<Record<N, string>> = {}
  for (const name of names) {
    const value = found.get(name)
    if (value === undefined || value === '') return undefined
    read[name] = value
  }
  return read as Record<N, string>
}

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

const RTMP = /^rtmp:\/\/(\[[0-9A-Fa-f:.]+\]|[^/:\s]+)(?::(\d{1,5}))?\/([^/\s]+)\/([^/\s]+)$/
const WHIP = /^http:\/\/(\[[0-9A-Fa-f:.]+\]|[^/:\s]+)(?::(\d{1,5}))?\/rtc\/v1\/whip\/\?(\S+)$/
const unbracketed = (host: string): string => host.replace(/^\[(.*)\]$/, '$1')

const readRtmp = (url: string): PushTarget | undefined => {
  const [, host, port = String(RTMP_PORT), app, stream] = RTMP.exec(url) ?? []
  if (host === undefined || app === undefined || stream === undefined) return undefined
  if (!isPort(Number(port))) return undefined
  return { protocol: 'rtmp', host: unbracketed(host), port: Number(port), app, stream }
}

const readWhip = (url: string): PushTarget | undefined => {
  const [, host, port = String(HTTP_PORT), query = ''] = WHIP.exec(url) ?? []
  const fields = readPairs(query, ['app', 'stream'])
  if (host === undefined || fields === undefined || !isPort(Number(port))) return undefined
  return { protocol: 'whip', host: unbracketed(host), port: Number(port), ...fields }
}

const readAgora = (url: string): PushTarget | undefined => {
  const fields = readPairs(url, ['channel', 'sn', 'token', 'uid'])
  const token = fields && decoded(fields.token)
  if (fields === undefined || token === undefined || !/^\d{1,10}$/.test(fields.uid))
    return undefined
  return { protocol: 'agora', ...fields, token, uid: Number(fields.uid) }
}

const readRtsp = (url: string): PushTarget | undefined => {
  const fields = readPairs(url, ['userName', 'password', 'port'])
  if (fields === undefined || !isPort(Number(fields.port))) return undefined
  return { protocol: 'rtsp', ...fields, port: Number(fields.port) }
}

const GB28181_FIELDS = [
  'serverIP',
  'serverPort',
  'serverID',
  'agentID',
  'agentPassword',
  'localPort',
  'channel',
] as const

const readGb28181 = (url: string): PushTarget | undefined => {
  const fields = readPairs(url, GB28181_FIELDS)
  if (fields === undefined) return undefined
  const { serverIP, serverID, agentID, agentPassword, channel } = fields
  const serverPort = Number(fields.serverPort)
  const localPort = Number(fields.localPort)
  if (!isPort(serverPort) || !isPort(localPort)) return undefined
  const ids = { serverIp: serverIP, serverId: serverID, agentId: agentID }
  return { protocol: 'gb28181', ...ids, agentPassword, channel, serverPort, localPort }
}

/**
 * Reads `url` as `url_type` says, on the dock's side. Undefined for an unknown type and for a url
 * that does not have the documented form.
 */
export const parsePushUrl = (urlType: number, url: string): PushTarget | undefined => {
  switch (urlType) {
    case URL_TYPES.agora:
      return readAgora(url)
    case URL_TYPES.rtmp:
      return readRtmp(url)
    case URL_TYPES.rtsp:
      return readRtsp(url)
    case URL_TYPES.gb28181:
      return readGb28181(url)
    case URL_TYPES.whip:
      return readWhip(url)
    default:
      return undefined
  }
}
