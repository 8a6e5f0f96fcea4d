import { readFile } from 'node:fs/promises'
import type { IClientOptions } from 'mqtt'
import type { BrokerLink } from './broker-link'

export const MAX_PACKET = 2 * 1024 * 1024
const CONNECT_TIMEOUT = 10_000
const KEEPALIVE_SECONDS = 30
const SESSION_EXPIRY_SECONDS = 2 * 24 * 3600
/** Who is back within this time has not died. MQTT 3.1.1 cannot wait. */
const WILL_DELAY_SECONDS = 5

/**
 * Options for mqtt.js: a persistent session under a fixed name, and no reconnecting of its own.
 * Rejects with the system's error when a certificate file cannot be read.
 */
export const clientOptions = async (link: BrokerLink): Promise<IClientOptions> => ({
  protocol: link.protocol,
  host: link.host,
  port: link.port,
  protocolVersion: link.version,
  clientId: link.clientId,
  clean: false,
  keepalive: KEEPALIVE_SECONDS,
  connectTimeout: CONNECT_TIMEOUT,
  reconnectPeriod: 0,
  resubscribe: false,
  queueQoSZero: false,
  timerVariant: 'native',
  ...(link.username !== '' && { username: link.username }),
  ...(link.password !== undefined && link.username !== '' && { password: link.password }),
  ...(link.version === 5 && {
    properties: {
      sessionExpiryInterval: SESSION_EXPIRY_SECONDS,
      maximumPacketSize: MAX_PACKET,
      topicAliasMaximum: 0,
    },
  }),
  ...(link.will !== undefined && { will: willOf(link.will, link.version) }),
  ...((link.protocol === 'ws' || link.protocol === 'wss') && {
    path: link.path.startsWith('/') ? link.path : `/${link.path}`,
    wsOptions: { maxPayload: MAX_PACKET },
  }),
  ...((link.protocol === 'mqtts' || link.protocol === 'wss') && (await tlsOptions(link))),
})

/** An empty message that is kept is no message any more. */
const willOf = (topic: string, version: 4 | 5): NonNullable<IClientOptions['will']> => ({
  topic,
  payload: Buffer.alloc(0),
  qos: 1,
  retain: true,
  ...(version === 5 && { properties: { willDelayInterval: WILL_DELAY_SECONDS } }),
})

const tlsOptions = async (link: BrokerLink): Promise<IClientOptions> => ({
  rejectUnauthorized: link.verify,
  ...(link.caFile !== '' && { ca: await readFile(link.caFile) }),
  ...(link.certFile !== '' && { cert: await readFile(link.certFile) }),
  ...(link.keyFile !== '' && { key: await readFile(link.keyFile) }),
  ...(link.keyPassphrase !== undefined && { passphrase: link.keyPassphrase }),
})
