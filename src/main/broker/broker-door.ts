import type { Aedes, AedesOptions, AuthenticateError, Client, PublishPacket } from 'aedes'
import { createLogger } from '../log/create-logger'
import type { Accounts } from './accounts'
import { AnnouncedAircraft } from './announced-aircraft'
import { BoundedPersistence } from './bounded-persistence'
import type { BrokerCounters } from './broker-counters'
import { ClientStream } from './client-stream'
import type { GatewayConnections } from './gateway-connections'
import { LoginLimiter } from './login-limiter'
import { deviceTopic, mayPublish, mayRead, type Account } from './topic-rights'

const log = createLogger('broker')
const MAX_CLIENT_ID = 256
/** More than connections and sessions together can be; then it is tidied. */
const MAX_OWNERS = 100_000
const SESSION_EXPIRY = 3600_000
const MAX_FILTERS = { dock: 200, shared: 50_000, station: 200 }
/** Nobody can listen here: aedes has no other way to drop a message and keep its sender. */
const NOWHERE = '$SYS/dropped'
const NOTHING = Buffer.alloc(0)
const REFUSALS = { identifier: 2, busy: 3, login: 4 } as const

interface BrokerDoorOptions {
  accounts: Accounts
  gateways: GatewayConnections
  counters: BrokerCounters
  maxConnections: number
  now: () => number
}

/** Decides who comes in and what each may say and hear: the hooks and the storage of aedes. */
export class BrokerDoor {
  readonly #options: BrokerDoorOptions
  readonly #limiter: LoginLimiter
  readonly #aircraft = new AnnouncedAircraft()
  readonly #storage: BoundedPersistence
  /** Client id → connection that has it now. */
  readonly #here = new Map<string, ClientStream>()
  /** Client id → whose it is, while it is connected or a session is kept for it. */
  readonly #owners = new Map<string, string>()

  constructor(options: BrokerDoorOptions) {
    this.#options = options
    this.#limiter = new LoginLimiter(options.now)
    this.#storage = new BoundedPersistence({
      counters: options.counters,
      maxSessions: 2 * options.maxConnections,
      queue: { messages: 1000, bytes: 4 * 1024 * 1024, bytesOfAll: 64 * 1024 * 1024 },
      retained: { messages: 1000, bytes: 4 * 1024 * 1024 },
      expiry: SESSION_EXPIRY,
      now: options.now,
      mayRead: (client, filter) => {
        const account = streamOf(client)?.account
        return account !== undefined && mayRead(account, filter)
      },
    })
  }

  /** The storage for aedes. */
  get persistence(): unknown {
    return this.#storage.forAedes
  }

  get handlers(): AedesOptions {
    return {
      authenticate: (client, username, password, done) => {
        void this.#login(client, username, password).then(
          (refusal) => {
            if (refusal === undefined) done(null, true)
            else done(refused(refusal), false)
          },
          () => done(refused('busy'), false),
        )
      },
      authorizePublish: (client, packet, done) => {
        this.#publish(client, packet)
        done(null)
      },
      authorizeSubscribe: (client, subscription, done) =>
        done(null, this.#subscribes(client, subscription.topic) ? subscription : null),
      authorizeForward: (client, packet) => {
        const account = streamOf(client)?.account
        return account !== undefined && mayRead(account, packet.topic) ? packet : null
      },
    }
  }

  attach(aedes: Aedes): void {
    aedes.on('client', (client) => {
      const stream = streamOf(client)
      if (stream !== undefined) this.#here.set(client.id, stream)
      this.#storage.returned(client.id)
    })
    aedes.on('clientDisconnect', (client) => {
      if (this.#here.get(client.id) !== streamOf(client)) return
      this.#here.delete(client.id)
      this.#storage.left(client.id)
    })
    aedes.on('unsubscribe', (filters, client) => {
      for (const filter of filters) streamOf(client)?.filters.delete(filter)
    })
    aedes.on('clientError', (client, error) => this.#trouble(client, error))
    aedes.on('connectionError', (client, error) => this.#trouble(client, error))
    aedes.on('keepaliveTimeout', (client) => log.info('a client went silent', { id: client.id }))
  }

  async #login(
    client: Client,
    username: string | undefined,
    password: Uint8Array | undefined,
  ): Promise<keyof typeof REFUSALS | undefined> {
    const { counters, accounts } = this.#options
    const stream = streamOf(client)
    if (stream === undefined) return 'login'
    // The station's own random account is beyond guessing, and must not wait behind a guesser.
    const ours = username === accounts.station.username
    const wait = ours ? 0 : this.#limiter.admit(stream.remoteAddress)
    if (wait === undefined) {
      counters.loginsRefused++
      return 'busy'
    }
    if (wait > 0) {
      counters.loginsSlowed++
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
    const account = accounts.check(username, password)
    if (!ours) this.#limiter.done(stream.remoteAddress, account !== undefined, wait > 0)
    if (account === undefined) {
      counters.loginsRefused++
      log.warn('login refused', { from: stream.remoteAddress, user: username?.slice(0, 64) })
      return 'login'
    }
    if (!this.#takesId(client, account)) return 'identifier'
    stream.signIn(account)
    this.#here.get(client.id)?.dismiss('taken-over')
    if (stream.beginsAnew) await this.#storage.forget(client.id)
    if (!stream.destroyed) this.#own(client.id, account)
    return undefined
  }

  /** A client id belongs to the account that came with it first, so that nobody takes another's session. */
  #takesId({ id }: Client, account: Account): boolean {
    if (!this.#here.has(id) && !this.#storage.has(id)) this.#owners.delete(id)
    const owner = this.#owners.get(id)
    if (id.length <= MAX_CLIENT_ID && (owner === undefined || owner === ownerOf(account)))
      return true
    this.#options.counters.loginsRefused++
    log.warn('client id refused', { id: id.slice(0, 64), owner, account: ownerOf(account) })
    return false
  }

  #own(id: string, account: Account): void {
    this.#owners.set(id, ownerOf(account))
    if (this.#owners.size <= MAX_OWNERS) return
    for (const known of this.#owners.keys())
      if (!this.#here.has(known) && !this.#storage.has(known)) this.#owners.delete(known)
  }

  /** Lets a message through, or turns it into one that goes nowhere. */
  #publish(client: Client | null, packet: PublishPacket): void {
    const { counters, gateways } = this.#options
    const stream = client === null ? undefined : streamOf(client)
    const account = stream?.account
    counters.messages++
    const topic = deviceTopic(packet.topic)
    const allowed =
      account !== undefined &&
      mayPublish(account, topic, (gateway, aircraft) => this.#aircraft.has(gateway, aircraft))
    if (!allowed) {
      counters.messagesDenied++
      log.warn('message refused', { topic: packet.topic.slice(0, 128), account })
      packet.topic = NOWHERE
      packet.payload = NOTHING
      packet.retain = false
      return
    }
    if (topic === undefined || account.kind === 'station' || stream === undefined) return
    gateways.seen(topic.sn, stream)
    if (account.kind === 'dock' && topic.rest === 'status' && topic.sn === account.sn)
      this.#aircraft.note(account.sn, Buffer.from(packet.payload))
  }

  #subscribes(client: Client, filter: string): boolean {
    const stream = streamOf(client)
    const account = stream?.account
    const allowed =
      stream !== undefined &&
      account !== undefined &&
      mayRead(account, filter) &&
      (stream.filters.has(filter) || stream.filters.size < MAX_FILTERS[account.kind])
    if (allowed) stream.filters.add(filter)
    else {
      this.#options.counters.subscriptionsDenied++
      log.warn('subscription refused', { filter: filter.slice(0, 128), account })
    }
    return allowed
  }

  #trouble(client: Client, error: Error): void {
    log.info('connection ended', { from: streamOf(client)?.remoteAddress, why: error.message })
  }
}

const streamOf = ({ conn }: Client): ClientStream | undefined =>
  conn instanceof ClientStream ? conn : undefined

const ownerOf = (account: Account): string =>
  account.kind === 'dock' ? `dock ${account.sn}` : account.kind

const refused = (refusal: keyof typeof REFUSALS): AuthenticateError =>
  Object.assign(new Error(`refused: ${refusal}`), { returnCode: REFUSALS[refusal] })
