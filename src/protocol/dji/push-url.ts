/** Where a device pushes to, one form per `url_type` (DJI: live_start_push). */
export type PushTarget =
  | { protocol: 'agora'; channel: string; sn: string; token: string; uid: number }
  | { protocol: 'rtmp'; host: string; port: number; app: string; stream: string }
  | { protocol: 'rtsp'; userName: string; password: string; port: number }
  | {
      protocol: 'gb28181'
      serverIp: string
      serverPort: number
      serverId: string
      agentId: string
      agentPassword: string
      localPort: number
      channel: string
    }
  | { protocol: 'whip'; host: string; port: number; app: string; stream: string }

export const URL_TYPES = { agora: 0, rtmp: 1, rtsp: 2, gb28181: 3, whip: 4 } as const

const WHIP_PATH = '/rtc/v1/whip/'

/** A host for the place before `:port`; IPv6 addresses get their brackets. */
const bracketed = (host: string): string =>
  host.includes(':') && !host.startsWith('[') ? `[${host}]` : host

const pairs = (fields: Record<string, string | number>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

/**
 * The `url_type` and `url` of a target. Plain text, except that an Agora token is percent-encoded
 * exactly once: a device reads an unencoded `+` wrongly.
 */
export const writePushUrl = (target: PushTarget): { urlType: number; url: string } => {
  const urlType = URL_TYPES[target.protocol]
  switch (target.protocol) {
    case 'agora': {
      const { channel, sn, uid } = target
      return { urlType, url: pairs({ channel, sn, token: encodeURIComponent(target.token), uid }) }
    }
    case 'rtmp': {
      const { host, port, app, stream } = target
      return { urlType, url: `rtmp://${bracketed(host)}:${port}/${app}/${stream}` }
    }
    case 'rtsp': {
      const { userName, password, port } = target
      return { urlType, url: pairs({ userName, password, port }) }
    }
    case 'gb28181': {
      const fields = {
        serverIP: target.serverIp,
        serverPort: target.serverPort,
        serverID: target.serverId,
        agentID: target.agentId,
        agentPassword: target.agentPassword,
        localPort: target.localPort,
        channel: target.channel,
      }
      return { urlType, url: pairs(fields) }
    }
    case 'whip': {
      const { host, port, app, stream } = target
      const query = pairs({ app, stream })
      return { urlType, url: `http://${bracketed(host)}:${port}${WHIP_PATH}?${query}` }
    }
  }
}
