export interface SiteWanted {
  /** Whether the broker is another than the app's own. */
  external: boolean
  ports: {
    broker: number
    rtmp: number
    /** Where docks are told to push. */
    push: number
    /** Where WHIP is taken, and where docks are told to post; undefined where it is turned off. */
    whip?: { listen: number; post: number } | undefined
  }
  password: string
}

/** The settings file of a site on this computer alone. */
export const siteSettings = ({ external, ports, password }: SiteWanted): object => ({
  version: 1,
  language: 'en',
  site: { mode: external ? 'external' : 'embedded' },
  cloud: { appId: '1' },
  ...(external
    ? { external: { host: '127.0.0.1', port: ports.broker, version: 4 } }
    : { broker: { host: '127.0.0.1', port: ports.broker, messagesPerSecond: 10_000 } }),
  ingest: {
    host: '127.0.0.1',
    rtmpPort: ports.rtmp,
    whipPort: ports.whip?.listen ?? 0,
    ...(ports.whip === undefined ? {} : { advertisedWhipPort: ports.whip.post }),
    advertisedHost: '127.0.0.1',
    advertisedPort: ports.push,
  },
  secrets: {
    ...(external ? {} : { 'broker.password': password }),
    'cloud.appKey': '1',
    'cloud.appLicense': '1',
    'cloud.bindingCode': 'dockwall',
    'ingest.key': 'bench',
  },
})
