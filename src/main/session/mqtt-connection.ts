import type { Subscription } from '@protocol/dji/topics'
import { connect, type MqttClient } from 'mqtt'
import { createLogger } from '../log/create-logger'
import type { BrokerLink } from './broker-link'
import { clientOptions, MAX_PACKET } from './client-options'
import { PacketLengthWatch } from './packet-length-watch'

const log = createLogger('session')
const NOT_AUTHORIZED = 0x87
const SUBSCRIBE_REFUSED = 0x80
const TAKEN_OVER = 0x8e

export type ConnectionEnd =
  /** It never was up; `error` says why. */
  | { kind: 'failed'; error: unknown }
  /** It was up and broke. */
  | { kind: 'lost'; error: unknown; takenOver: boolean }

export interface SendOptions {
  qos: 0 | 1
  /** The broker keeps the message, with MQTT 5 for that many seconds. */
  keptFor?: number
}

interface ConnectionListener {
  onUp(): void
  onMessage(topic: string, payload: Uint8Array): void
  /** Whether a message that the broker kept counts; docks keep none, and it says nothing about now. */
  takesKept?: (topic: string) => boolean
  /** Called once, last. */
  onEnd(end: ConnectionEnd): void
}

/** One connection to a broker, from the first byte to its end; a session makes one after another. */
export class MqttConnection {
  readonly #listener: ConnectionListener
  readonly #subscriptions: readonly Subscription[]
  #client: MqttClient | undefined
  #error: unknown
  #up = false
  #ended = false
  #takenOver = false

  constructor(subscriptions: readonly Subscription[], listener: ConnectionListener) {
    this.#subscriptions = subscriptions
    this.#listener = listener
  }

  get up(): boolean {
    return this.#up && !this.#ended
  }

  /** Connect; everything that goes wrong is told by `onEnd`. */
  async open(link: BrokerLink): Promise<void> {
    try {
      const options = await clientOptions(link)
      if (this.#ended) return
      this.#attach(connect(options))
    } catch (error) {
      this.#error ??= error
      this.#end()
    }
  }

  /** Hand a message to the broker's socket; false when the connection is not up. */
  publish(topic: string, payload: string, { qos, keptFor }: SendOptions): boolean {
    if (!this.up || this.#client === undefined) return false
    const kept = keptFor !== undefined && {
      retain: true,
      properties: { messageExpiryInterval: keptFor },
    }
    this.#client.publish(topic, payload, { qos, ...kept }, (error) => {
      // MQTT 5 says so when an access list forbids a topic; MQTT 3.1.1 drops it silently.
      if (error && this.up) log.warn('the broker did not take a message', { topic, error })
    })
    return true
  }

  /** Address of this computer on the way to the broker, where the transport tells it. */
  localAddress(): string | undefined {
    return this.up ? addressOf(this.#client?.stream) : undefined
  }

  /** End the connection because of `error`; `onEnd` tells it. */
  giveUp(error: unknown): void {
    this.#error ??= error
    if (this.#client === undefined) this.#end()
    else this.#client.stream.destroy()
  }

  /** Leave properly; `onEnd` is not called any more. */
  close(): void {
    this.#ended = true
    // A broker that does not take the goodbye must not keep the socket open.
    this.#client?.end(!this.#up)
    if (this.#up) setTimeout(() => this.#client?.stream.destroy(), 1000).unref()
  }

  #attach(client: MqttClient): void {
    this.#client = client
    const watch = new PacketLengthWatch(MAX_PACKET)
    client.stream.on('data', (chunk: Uint8Array) => {
      if (!watch.take(chunk)) this.giveUp(new Error('packet too long'))
    })
    // mqtt.js leaves the socket open after a packet that it could not read.
    client.on('error', (error) => this.giveUp(error))
    client.on('connect', () => this.#subscribe(client))
    client.on('disconnect', (packet) => {
      this.#takenOver = packet.reasonCode === TAKEN_OVER
      client.stream.destroy()
    })
    client.on('message', (topic, payload, packet) => {
      const old = packet.retain === true && this.#listener.takesKept?.(topic) !== true
      if (!this.#ended && !old) this.#listener.onMessage(topic, payload)
    })
    client.on('close', () => this.#end())
  }

  #subscribe(client: MqttClient): void {
    if (this.#subscriptions.length === 0) return this.#becomeUp()
    const wanted = Object.fromEntries(this.#subscriptions.map(({ topic, qos }) => [topic, { qos }]))
    client.subscribe(wanted, (error, _grants, packet) => {
      if (this.#ended) return
      const codes = Array.from<unknown>(packet?.granted ?? [])
      const refused = codes.filter((code) => typeof code === 'number' && code >= SUBSCRIBE_REFUSED)
      if (refused.length > 0) log.warn('subscriptions refused', { refused: refused.length })
      if (codes.length > refused.length) return this.#becomeUp()
      this.giveUp(
        refused.length > 0
          ? Object.assign(new Error('all subscriptions refused'), { code: NOT_AUTHORIZED })
          : error,
      )
    })
  }

  #becomeUp(): void {
    this.#up = true
    this.#listener.onUp()
  }

  #end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#client?.end(true)
    const error = this.#error ?? new Error('connection closed by the broker')
    this.#listener.onEnd(
      this.#up ? { kind: 'lost', error, takenOver: this.#takenOver } : { kind: 'failed', error },
    )
  }
}

/** The local address of a socket; a web socket's stream does not tell it. */
const addressOf = (stream: unknown): string | undefined =>
  typeof stream === 'object' &&
  stream !== null &&
  'localAddress' in stream &&
  typeof stream.localAddress === 'string'
    ? stream.localAddress.replace(/^::ffff:/, '')
    : undefined
