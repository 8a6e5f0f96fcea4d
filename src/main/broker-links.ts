import { randomBytes } from 'node:crypto'
import type { Settings } from '@shared/settings'
import type { Broker } from './broker/start-broker'
import type { BrokerLink } from './session/broker-link'

const STATION = 'dockwall-station'

/** How the station reaches the broker inside this app. */
export const embeddedLink = ({ station }: Pick<Broker, 'station'>): BrokerLink => ({
  ...station,
  protocol: 'mqtt',
  path: '',
  clientId: STATION,
  version: 4,
  caFile: '',
  certFile: '',
  keyFile: '',
  verify: true,
})

/** How the station reaches the customer's broker. */
export const externalLink = (
  external: Settings['external'],
  secret: (name: 'external.password' | 'external.keyPassphrase') => string | undefined,
): BrokerLink => {
  const password = secret('external.password')
  const keyPassphrase = secret('external.keyPassphrase')
  return {
    ...external,
    clientId: external.clientId || STATION,
    ...(password === undefined ? {} : { password }),
    ...(keyPassphrase === undefined ? {} : { keyPassphrase }),
  }
}

/** A client id that no other station of the site has: the broker keeps a session under it. */
export const newClientId = (): string => `dockwall-${randomBytes(6).toString('hex')}`
