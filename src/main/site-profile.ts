import { isIP } from 'node:net'
import type { WhipPlace } from '@shared/media-contract'
import type { Settings } from '@shared/settings'
import type { BrokerOptions } from './broker/start-broker'
import { mediaServerPlace, type MediaServerPlace } from './media-server/server-addresses'
import { DEMO_CLOUD, DEMO_SECRETS, demoAccount } from './demo/demo-site'
import type { SiteNeeds } from './site-needs'

/** What a mode makes of the settings: values are of the moment of the start, functions ask anew. */
export interface SiteProfile extends Pick<SiteNeeds, 'cloud' | 'secret' | 'advertisedPort'> {
  /** Where it is kept what docks said, below the app's folder. */
  folder: 'demo' | 'site'
  /** For the broker in this app, where the mode has one. */
  broker: Omit<BrokerOptions, 'now'>
  ingest: { host: string; port: number }
  /** Where WHIP is taken; undefined where it is turned off. */
  whip: WhipPlace | undefined
  /** Set when docks push to a media server of others: then nobody is listened for here. */
  mediaServer: MediaServerPlace | undefined
  /** The host docks are told to push to; empty for the one at which they reach us. */
  advertisedHost(): string
}

interface Stores {
  settings: { get(): Settings }
  secrets: { get: SiteNeeds['secret'] }
}

/** An address of a router in front of us is named in answers; a name would have to be looked up. */
const whipPlace = (ingest: Settings['ingest']): WhipPlace | undefined => {
  const { advertisedHost, host, whipPort, whipUdpFrom, whipUdpTo } = ingest
  if (whipPort === 0) return undefined
  const udp = { from: Math.min(whipUdpFrom, whipUdpTo), to: Math.max(whipUdpFrom, whipUdpTo) }
  const external = isIP(advertisedHost) === 0 ? {} : { external: advertisedHost }
  return { host, port: whipPort, udp, ...external }
}

/** A site with real docks: as configured. */
export const ownProfile = ({ settings, secrets }: Stores): SiteProfile => {
  const { broker, ingest } = settings.get()
  return {
    folder: 'site',
    broker: { ...broker, password: secrets.get('broker.password') },
    ingest: { host: ingest.host, port: ingest.rtmpPort },
    whip: whipPlace(ingest),
    mediaServer: mediaServerPlace(settings.get().mediaServer, (name) => secrets.get(name)),
    cloud: () => settings.get().cloud,
    secret: (name) => secrets.get(name),
    advertisedHost: () => settings.get().ingest.advertisedHost,
    advertisedPort: (protocol) => {
      const { advertisedPort, advertisedWhipPort } = settings.get().ingest
      return protocol === 'whip' ? advertisedWhipPort : advertisedPort
    },
  }
}

const HERE = '127.0.0.1'

/** A demo keeps to this computer, whatever is configured for real docks. */
export const demoProfile = (stores: Stores): SiteProfile => {
  const own = ownProfile(stores)
  return {
    folder: 'demo',
    broker: { ...own.broker, ...demoAccount(), host: HERE, port: 0, perDock: false },
    ingest: { host: HERE, port: 0 },
    whip: { host: HERE, port: 0, udp: { from: 0, to: 0 } },
    mediaServer: undefined,
    cloud: () => ({ ...own.cloud(), ...DEMO_CLOUD }),
    secret: (name) => DEMO_SECRETS[name] ?? own.secret(name),
    advertisedHost: () => HERE,
    advertisedPort: () => 0,
  }
}
