import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt'
import { startBroker, type Broker, type BrokerOptions } from './start-broker'

/** A broker for tests with the clients that were made for it; `stop` takes all down. */
export class RunningBroker {
  readonly #clients: MqttClient[] = []

  private constructor(readonly broker: Broker) {}

  static async start(change: Partial<BrokerOptions> = {}): Promise<RunningBroker> {
    const broker = await startBroker({
      host: '127.0.0.1',
      port: 0,
      username: 'dock',
      perDock: false,
      password: 'open sesame',
      maxConnections: 100,
      maxPacketKiB: 64,
      messagesPerSecond: 1000,
      now: Date.now,
      ...change,
    })
    if ('fault' in broker) throw new Error(broker.fault.code)
    return new RunningBroker(broker)
  }

  /** A dock that signed in; rejects when it is refused. */
  async dock(change: Partial<IClientOptions> = {}): Promise<MqttClient> {
    const client = await connectAsync({
      host: '127.0.0.1',
      port: this.broker.port,
      username: 'dock',
      password: 'open sesame',
      reconnectPeriod: 0,
      protocolVersion: 4,
      ...change,
    })
    this.#clients.push(client)
    return client
  }

  /** The station, and what it has heard of docks as `topic payload`. */
  async station(): Promise<{ client: MqttClient; heard: string[] }> {
    const client = await this.dock({ ...this.broker.station, protocolVersion: 4 })
    const heard: string[] = []
    client.on('message', (topic, payload) => heard.push(`${topic} ${payload.toString()}`))
    await client.subscribeAsync(
      ['thing/product/+/osd', 'thing/product/+/requests', 'sys/product/+/status'],
      { qos: 1 },
    )
    return { client, heard }
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.end(true)
    await this.broker.close()
  }
}
