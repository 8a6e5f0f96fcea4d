import { connect, type MqttClient } from 'mqtt'
import { gatewaySubscriptions } from '@protocol/dji/topics'

export interface BrokerAccess {
  /** `mqtt://host:port`, also mqtts, ws and wss; without user and password. */
  url: string
  username?: string
  password?: string
  /** 4 is MQTT 3.1.1. */
  version: 4 | 5
}

export interface LinkEvents {
  /** Connected and all subscriptions are confirmed. */
  up(): void
  down(): void
  message(topic: string, payload: Uint8Array): void
  problem(text: string): void
}

const RETRY_MS = 2_000

/** The MQTT connection of one simulated gateway: client id is its serial number, clean session. */
export class MqttLink {
  private client: MqttClient | undefined
  private isUp = false
  private lastProblem = ''

  constructor(
    private readonly sn: string,
    private readonly access: BrokerAccess,
    private readonly on: LinkEvents,
  ) {}

  connect(): void {
    this.disconnect()
    const { url, username, password, version } = this.access
    const client = connect(url, {
      clientId: this.sn,
      clean: true,
      protocolVersion: version,
      reconnectPeriod: RETRY_MS,
      connectTimeout: 10_000,
      resubscribe: false,
      queueQoSZero: false,
      ...(username === undefined ? {} : { username: username.replaceAll('{sn}', this.sn) }),
      ...(password === undefined ? {} : { password }),
    })
    this.client = client
    client.on('connect', () => this.subscribe(client))
    client.on('message', (topic, payload) => this.on.message(topic, payload))
    client.on('close', () => this.down(client))
    client.on('error', (error) => this.complain(error.message || String(error)))
  }

  disconnect(): void {
    const client = this.client
    this.client = undefined
    if (client === undefined) return
    client.end(true)
    if (this.isUp) {
      this.isUp = false
      this.on.down()
    }
  }

  /** A message while there is no connection is lost, as with a dock. */
  publish(topic: string, payload: string, qos: 0 | 1): void {
    if (this.isUp) this.client?.publish(topic, payload, { qos }, () => {})
  }

  private subscribe(client: MqttClient): void {
    const wanted = gatewaySubscriptions(this.sn)
    const topics = Object.fromEntries(wanted.map(({ topic, qos }) => [topic, { qos }]))
    client.subscribe(topics, (error) => {
      if (this.client !== client || !client.connected) return
      if (error) return this.complain(`subscriptions refused: ${error.message}`)
      this.isUp = true
      this.lastProblem = ''
      this.on.up()
    })
  }

  private down(client: MqttClient): void {
    if (this.client !== client || !this.isUp) return
    this.isUp = false
    this.on.down()
  }

  /** The same words only once in a row: a broker that is away fails every two seconds. */
  private complain(text: string): void {
    if (text !== this.lastProblem) this.on.problem(`broker: ${text}`)
    this.lastProblem = text
  }
}
