import { createServer, type Server } from 'node:net'
import type { Fault } from '@shared/fault'
import { Aedes } from 'aedes'
import { createLogger } from '../log/create-logger'
import { Accounts } from './accounts'
import { brokerCounters, type BrokerCounters } from './broker-counters'
import { BrokerDoor } from './broker-door'
import { ClientStream, type ConnectionLimits } from './client-stream'
import { GatewayConnections } from './gateway-connections'
import { RECEIVE_MAXIMUM } from './mqtt5-bridge'

const log = createLogger('broker')
const CONNECT_DEADLINE = 10_000
const MAX_UNREAD = 2 * 1024 * 1024

export interface BrokerOptions {
  /** Address to listen on, `0.0.0.0` for all. */
  host: string
  /** 0 lets the system choose. */
  port: number
  username: string
  perDock: boolean
  /** The docks' password; without one no dock can sign in. */
  password: string | undefined
  maxConnections: number
  maxPacketKiB: number
  messagesPerSecond: number
  /** Called for each gateway whose connection is gone. */
  gatewayLeft?: (gatewaySn: string) => void
  now: () => number
  /** Milliseconds a connection may take to send its CONNECT. */
  connectDeadline?: number
}

export interface Broker {
  port: number
  /** How the station itself signs in; holds until the broker closes. */
  station: { host: string; port: number; username: string; password: string }
  /** The address of this computer at which a gateway reached the broker last. */
  localAddressOf(gatewaySn: string): string | undefined
  readonly counters: Readonly<BrokerCounters>
  /** Close the port and every connection. */
  close(): Promise<void>
}

/**
 * Start the embedded broker: MQTT 3.1, 3.1.1 and, through a bridge, 5, over plain TCP. Answers with a
 * fault when the port cannot be had.
 */
export const startBroker = async (options: BrokerOptions): Promise<Broker | { fault: Fault }> => {
  const counters = brokerCounters()
  const accounts = new Accounts(options)
  const gateways = new GatewayConnections(options.gatewayLeft ?? (() => {}))
  const door = new BrokerDoor({ accounts, gateways, counters, ...options })
  const aedes = new Aedes({
    ...door.handlers,
    persistence: door.persistence,
    connectTimeout: options.connectDeadline ?? CONNECT_DEADLINE,
    maxInflightInbound: RECEIVE_MAXIMUM,
    maxTopicLevels: 16,
    // A bound here would be one for all docks together, filled again only once per turn of the loop.
    concurrency: 0,
    // Deliveries never wait here: each stream has a bound of its own.
    drainTimeout: 0,
  })
  aedes.on('closed', () => undefined)
  door.attach(aedes)
  await aedes.listen()

  const limits: ConnectionLimits = {
    packet: options.maxPacketKiB * 1024,
    messagesPerSecond: options.messagesPerSecond,
    unread: MAX_UNREAD,
  }
  const streams = new Set<ClientStream>()
  const server = createServer({ allowHalfOpen: false }, (socket) => {
    const stream = new ClientStream({ socket, limits, counters, now: options.now })
    counters.accepted++
    counters.connections++
    streams.add(stream)
    stream.on('close', () => {
      counters.connections--
      streams.delete(stream)
      gateways.gone(stream)
    })
    aedes.handle(stream)
  })
  // One more for the station itself.
  server.maxConnections = options.maxConnections + 1
  server.on('drop', () => {
    counters.refused++
    log.warn('too many connections')
  })
  const failure = await listen(server, options)
  if (failure !== undefined) {
    aedes.close()
    return { fault: failure }
  }
  server.on('error', (error) => log.error('listener failed', error))
  const port = portOf(server)
  log.info('listening', { host: options.host, port })
  return {
    port,
    station: { host: reachable(options.host), port, ...accounts.station },
    localAddressOf: (sn) => gateways.addressOf(sn),
    counters,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        aedes.close()
        for (const stream of streams) stream.destroy()
      }),
  }
}

const listen = (server: Server, { host, port, now }: BrokerOptions): Promise<Fault | undefined> =>
  new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      const busy = error.code === 'EADDRINUSE'
      resolve({
        code: busy ? 'broker-port-busy' : 'broker-listen-failed',
        at: now(),
        detail: busy ? String(port) : `${host}:${port} (${error.code ?? error.message})`,
      })
    }
    server.once('error', failed)
    server.listen({ host, port }, () => {
      server.removeListener('error', failed)
      resolve(undefined)
    })
  })

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Where this computer reaches a listener of its own. */
const reachable = (host: string): string => {
  if (host === '0.0.0.0' || host === '') return '127.0.0.1'
  return host === '::' ? '::1' : host
}
