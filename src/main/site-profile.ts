import type { Settings } from '@shared/settings'
import type { BrokerOptions } from './broker/start-broker'
import { DEMO_CLOUD, DEMO_SECRETS, demoAccount } from './demo/demo-site'
import type { SiteNeeds } from './site-needs'

/** What a mode makes of the settings: values are of the moment of the start, functions ask anew. */
export interface SiteProfile extends Pick<SiteNeeds, 'cloud' | 'secret' | 'advertisedPort'> {
  /** Where it is kept what docks said, below the app's folder. */
  folder: 'demo' | 'site'
  /** For the broker in this app, where the mode has one. */
  broker: Omit<BrokerOptions, 'now'>
  ingest: { host: string; port: number }
  /** The host docks are told to push to; empty for the one at which they reach us. */
  advertisedHost(): string
}

interface Stores {
  settings: { get(): Settings }
  secrets: { get: SiteNeeds['secret'] }
}

/** A site with real docks: as configured. */
export const ownProfile = ({ settings, secrets }: Stores): SiteProfile => {
  const { broker, ingest } = settings.get()
  return {
    folder: 'site',
    broker: { ...broker, password: secrets.get('broker.password') },
    ingest: { host: ingest.host, port: ingest.rtmpPort },
    cloud: () => settings.get().cloud,
    secret: (name) => secrets.get(name),
    advertisedHost: () => settings.get().ingest.advertisedHost,
    advertisedPort: () => settings.get().ingest.advertisedPort,
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
    cloud: () => ({ ...own.cloud(), ...DEMO_CLOUD }),
    secret: (name) => DEMO_SECRETS[name] ?? own.secret(name),
    advertisedHost: () => HERE,
    advertisedPort: () => 0,
  }
}
