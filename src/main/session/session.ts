import { STATION_SUBSCRIPTIONS, type Subscription } from '@protocol/dji/topics'
import type { Fault } from '@shared/fault'
import type { LinkState } from '@shared/site'
import { createLogger } from '../log/create-logger'
import { linkName, type BrokerLink } from './broker-link'
import { linkFault } from './link-fault'
import { MqttConnection, type ConnectionEnd, type SendOptions } from './mqtt-connection'
import { reconnectPause } from './reconnect-pause'

const log = createLogger('session')
/** From the first byte to the last subscription. */
const UP_WITHIN = 20_000
/** A connection that lasted this long was a good one: counting begins anew. */
const STEADY = 30_000
/** Losses in a row, each soon after coming up, that mean two stations share a client id. */
const TAKE_OVERS = 3
const TAKE_OVER_PAUSE = 60_000
/** An absent broker is tried each second: the same failure again fills no log. */
const LOGGED_EVERY = 60

type MessageListener = (topic: string, payload: Uint8Array, at: number) => void

interface SessionOptions {
  link: BrokerLink
  subscriptions?: readonly Subscription[]
  /** Topics of which also a message counts that the broker kept from before. */
  takesKept?: (topic: string) => boolean
  now: () => number
  /** Calls back once after some milliseconds; gives the way to call it off. */
  schedule: (callback: () => void, ms: number) => () => void
  /** 0 to 1, for the jitter of pauses. */
  random?: () => number
}

/**
 * The station's one connection to its broker: persistent session, subscriptions, and coming back
 * with growing pauses for as long as it takes.
 */
export class Session {
  readonly counters = { messages: 0, bytes: 0, published: 0, unsent: 0, connects: 0, losses: 0 }
  readonly #options: SessionOptions
  readonly #stateListeners = new Set<(state: LinkState) => void>()
  readonly #messageListeners = new Set<MessageListener>()
  #state: LinkState = { kind: 'off' }
  #connection: MqttConnection | undefined
  #callOff: (() => void) | undefined
  #attempt = 0
  #quickLosses = 0
  /** The fault of the outage that lasts, dated when it was first met. */
  #fault: Fault | undefined
  #downSince: number | undefined

  constructor(options: SessionOptions) {
    this.#options = options
  }

  get state(): LinkState {
    return this.#state
  }

  /** Connect and stay connected until `stop`. */
  start(): void {
    if (this.#state.kind === 'off') this.#connect()
  }

  /** Leave the broker. The broker keeps what it has for this station until the session expires. */
  stop(): void {
    this.#callOff?.()
    this.#callOff = undefined
    this.#connection?.close()
    this.#connection = undefined
    this.#attempt = 0
    this.#quickLosses = 0
    this.#fault = this.#downSince = undefined
    if (this.#state.kind !== 'off') this.#become({ kind: 'off' })
  }

  /** Called with each new state; gives its own off-switch. */
  onState(listener: (state: LinkState) => void): () => void {
    this.#stateListeners.add(listener)
    return () => this.#stateListeners.delete(listener)
  }

  /** Called with each message and its time of arrival; gives its own off-switch. */
  onMessage(listener: MessageListener): () => void {
    this.#messageListeners.add(listener)
    return () => this.#messageListeners.delete(listener)
  }

  /** Send a message; false when the link is down: nothing is queued here. */
  publish(topic: string, payload: string, qos: 0 | 1 = 1): boolean {
    return this.#send(topic, payload, { qos })
  }

  /**
   * The same for a message that the broker keeps; an empty one takes the kept one away. With MQTT 5 it
   * is kept for `seconds`, before that until it is replaced.
   */
  publishKept(topic: string, payload: string, seconds: number): boolean {
    return this.#send(topic, payload, { qos: 1, keptFor: seconds })
  }

  /** Address of this computer on the way to the broker; undefined when down or not told. */
  localAddress(): string | undefined {
    return this.#connection?.localAddress()
  }

  #connect(): void {
    const { link, now, schedule, subscriptions = STATION_SUBSCRIPTIONS, takesKept } = this.#options
    const since = this.#downSince ?? now()
    this.#become({ kind: 'connecting', since, ...(this.#fault && { fault: this.#fault }) })
    const connection = new MqttConnection(subscriptions, {
      onUp: () => {
        this.#callOff?.()
        this.counters.connects++
        this.#fault = this.#downSince = undefined
        log.info('connected', { broker: linkName(link), version: link.version })
        this.#become({ kind: 'up', since: now() })
      },
      onMessage: (topic, payload) => this.#receive(topic, payload),
      ...(takesKept && { takesKept }),
      onEnd: (end) => this.#ended(end),
    })
    this.#connection = connection
    this.#callOff = schedule(() => connection.giveUp(new Error('no answer in time')), UP_WITHIN)
    void connection.open(link)
  }

  #send(topic: string, payload: string, options: SendOptions): boolean {
    const sent = this.#connection?.publish(topic, payload, options) === true
    if (sent) this.counters.published++
    else this.counters.unsent++
    return sent
  }

  #receive(topic: string, payload: Uint8Array): void {
    this.counters.messages++
    this.counters.bytes += payload.byteLength
    const at = this.#options.now()
    for (const listener of this.#messageListeners) {
      try {
        listener(topic, payload, at)
      } catch (error) {
        log.error('a message could not be handled', { topic, error })
      }
    }
  }

  #ended(end: ConnectionEnd): void {
    const { now, schedule, random = Math.random } = this.#options
    const at = now()
    const upFor = this.#state.kind === 'up' ? at - this.#state.since : 0
    this.#connection = undefined
    this.#callOff?.()
    if (end.kind === 'lost') {
      this.counters.losses++
      if (upFor >= STEADY) this.#attempt = 0
      this.#quickLosses = upFor >= STEADY && !end.takenOver ? 0 : this.#quickLosses + 1
    }
    this.#attempt++
    const fought = end.kind === 'lost' && this.#quickLosses >= TAKE_OVERS
    const fault = this.#dated(this.#faultOf(end, at))
    const absent = fault.code === 'broker-unreachable' || fault.code === 'broker-lost'
    const pause = fought ? TAKE_OVER_PAUSE : reconnectPause(this.#attempt, absent, random)
    const since = (this.#downSince ??= at)
    if (fault.at === at || this.#attempt % LOGGED_EVERY === 0)
      log.warn(fault.code, { detail: fault.detail, cause: end.error, attempt: this.#attempt })
    this.#become({
      kind: 'down',
      since,
      retryAt: at + pause,
      attempt: this.#attempt,
      fault,
    })
    this.#callOff = schedule(() => this.#connect(), pause)
  }

  /** The same fault again keeps its date, so that who has put it away is left alone. */
  #dated(fault: Fault): Fault {
    const known = this.#fault
    const same = known?.code === fault.code && known.detail === fault.detail
    return (this.#fault = same ? known : fault)
  }

  #faultOf(end: ConnectionEnd, at: number): Fault {
    const { link } = this.#options
    const where = linkName(link)
    if (end.kind === 'lost')
      return this.#quickLosses >= TAKE_OVERS
        ? { code: 'broker-client-id-taken', at, detail: `${link.clientId}, ${where}` }
        : { code: 'broker-lost', at, detail: where }
    const { code, detail } = linkFault(end.error)
    return { code, at, detail: code === 'broker-unreachable' ? where : `${where}, ${detail}` }
  }

  #become(state: LinkState): void {
    this.#state = state
    for (const listener of this.#stateListeners) listener(state)
  }
}
