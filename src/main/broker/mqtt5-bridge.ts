import { randomUUID } from 'node:crypto'
import {
  generate,
  parser,
  type IConnackPacket,
  type IConnectPacket,
  type IPublishPacket,
  type ISubackPacket,
  type Packet,
  type Parser,
} from 'mqtt-packet'
import { downgradeConnect, sessionExpiry } from './downgrade-connect'
import { SendWindow } from './send-window'

/** Reason codes of MQTT 5 section 2.4. */
const DISCONNECT_REASONS = {
  malformed: 0x81,
  'protocol-error': 0x82,
  'taken-over': 0x8e,
  'alias-invalid': 0x94,
  'too-large': 0x95,
  'window-full': 0x97,
} as const
export type DisconnectReason = keyof typeof DISCONNECT_REASONS

const BAD_AUTHENTICATION_METHOD = 0x8c
/** Return code of an MQTT 3.1.1 CONNACK → reason code. */
const CONNACK_REASONS: Readonly<Record<number, number>> = {
  0: 0,
  1: 0x84,
  2: 0x85,
  3: 0x88,
  4: 0x86,
  5: 0x87,
}
const UNSPECIFIED = 0x80
const REFUSED_SUBSCRIPTION = 0x80
const NOT_AUTHORIZED = 0x87
const DISCONNECT_WITH_WILL = 0x04
const MAX_SESSION_EXPIRY = 24 * 3600
export const RECEIVE_MAXIMUM = 50

interface Mqtt5BridgeOptions {
  /** Largest packet that is taken, told to the client. */
  maxPacket: number
  toBroker: (packet: Buffer) => void
  toClient: (packet: Buffer) => void
  /** Close the connection; `malformed` when the client is to blame. */
  close: (malformed: boolean) => void
}

/**
 * Stands between a client that speaks MQTT 5 and a broker that speaks MQTT 3.1.1. Properties are
 * dropped, reason codes mapped; topic aliases, shared subscriptions, subscription identifiers and
 * enhanced authentication are declined the way the standard provides for.
 */
export class Mqtt5Bridge {
  readonly #options: Mqtt5BridgeOptions
  readonly #client: Parser = parser()
  readonly #broker: Parser = parser()
  readonly #unsubscribes = new Map<number, number>()
  #window = new SendWindow(RECEIVE_MAXIMUM)
  #connect: IConnectPacket | undefined
  #assignedId: string | undefined
  #maxToClient = Infinity
  #accepted = false
  #closed = false

  constructor(options: Mqtt5BridgeOptions) {
    this.#options = options
    this.#client.on('packet', (packet) => this.#fromClient(packet))
    this.#client.on('error', () => this.#refuse('malformed'))
    this.#broker.on('packet', (packet) => this.#fromBroker(packet))
    this.#broker.on('error', () => this.#close(false))
  }

  /** The client wants a session that outlives the connection, and none of what was before. */
  get beginsAnew(): boolean {
    return this.#connect?.clean === true && sessionExpiry(this.#connect) > 0
  }

  /** Takes one whole packet of the client. */
  fromClient(packet: Buffer): void {
    if (this.#closed) return
    try {
      this.#client.parse(packet)
    } catch {
      this.#refuse('malformed')
    }
  }

  /** Takes bytes of the broker. */
  fromBroker(bytes: Buffer): void {
    if (!this.#closed) this.#broker.parse(bytes)
  }

  /** Say goodbye with a reason; the caller closes. */
  disconnect(reason: DisconnectReason): void {
    const reasonCode = DISCONNECT_REASONS[reason]
    if (this.#accepted) this.#toClient({ cmd: 'disconnect', reasonCode })
    else if (this.#connect !== undefined || reason === 'malformed')
      this.#toClient({ cmd: 'connack', sessionPresent: false, reasonCode })
  }

  #fromClient(packet: Packet): void {
    if (this.#closed) return
    if ((packet.cmd === 'connect') === (this.#connect !== undefined))
      return this.#refuse('protocol-error')
    if (!isIdentified(packet)) return this.#refuse('malformed')
    switch (packet.cmd) {
      case 'connect':
        return this.#takeConnect(packet)
      case 'publish':
        return this.#takePublish(packet)
      case 'subscribe':
        return this.#toBroker({
          ...bare(packet),
          cmd: 'subscribe',
          subscriptions: packet.subscriptions.map(({ topic, qos }) => ({ topic, qos })),
        })
      case 'unsubscribe':
        this.#unsubscribes.set(packet.messageId ?? 0, packet.unsubscriptions.length)
        return this.#toBroker({
          ...bare(packet),
          cmd: 'unsubscribe',
          unsubscriptions: packet.unsubscriptions,
        })
      case 'puback':
      case 'pubcomp':
        return this.#confirmed({ ...bare(packet), cmd: packet.cmd })
      case 'pubrec':
        // A client that refuses gets no release, so for the broker the exchange is over.
        if ((packet.reasonCode ?? 0) >= UNSPECIFIED)
          return this.#confirmed({ ...bare(packet), cmd: 'puback' })
        return this.#toBroker({ ...bare(packet), cmd: 'pubrec' })
      case 'pubrel':
        return this.#toBroker({ ...bare(packet), cmd: 'pubrel' })
      case 'pingreq':
        return this.#toBroker({ cmd: 'pingreq' })
      case 'disconnect':
        if (packet.reasonCode === DISCONNECT_WITH_WILL) return this.#close(false)
        return this.#toBroker({ cmd: 'disconnect' })
      default:
        return this.#refuse('protocol-error')
    }
  }

  #takeConnect(packet: IConnectPacket): void {
    const {
      receiveMaximum = 0xffff,
      maximumPacketSize,
      authenticationMethod,
    } = packet.properties ?? {}
    this.#connect = packet
    if (authenticationMethod !== undefined) {
      const reasonCode = BAD_AUTHENTICATION_METHOD
      this.#toClient({ cmd: 'connack', sessionPresent: false, reasonCode })
      return this.#close(false)
    }
    if (
      !isCount(receiveMaximum) ||
      (maximumPacketSize !== undefined && !isCount(maximumPacketSize))
    )
      return this.#refuse('protocol-error')
    this.#window = new SendWindow(receiveMaximum)
    this.#maxToClient = maximumPacketSize ?? Infinity
    if (packet.clientId === '') this.#assignedId = `dock-${randomUUID()}`
    this.#toBroker(downgradeConnect(packet, this.#assignedId ?? packet.clientId))
  }

  #takePublish({ topic, payload, qos, dup, retain, messageId, properties }: IPublishPacket): void {
    // Zero aliases were offered.
    if (properties?.topicAlias !== undefined) return this.#refuse('alias-invalid')
    this.#toBroker({
      cmd: 'publish',
      topic,
      payload,
      qos,
      dup,
      retain,
      ...(messageId !== undefined && { messageId }),
    })
  }

  #fromBroker(packet: Packet): void {
    switch (packet.cmd) {
      case 'connack':
        return this.#giveConnack(packet)
      case 'publish':
        return this.#givePublish(packet)
      case 'suback':
        return this.#toClient({ ...bare(packet), cmd: 'suback', granted: grantsOf(packet) })
      case 'unsuback': {
        const id = packet.messageId ?? 0
        const granted = Array.from({ length: this.#unsubscribes.get(id) ?? 1 }, () => 0)
        this.#unsubscribes.delete(id)
        return this.#toClient({ ...bare(packet), cmd: 'unsuback', granted })
      }
      case 'puback':
      case 'pubrec':
      case 'pubrel':
      case 'pubcomp':
        return this.#toClient({ ...bare(packet), cmd: packet.cmd, reasonCode: 0 })
      case 'pingresp':
        return this.#toClient({ cmd: 'pingresp' })
      default:
        return this.#close(false)
    }
  }

  #giveConnack({ returnCode = 0, sessionPresent }: IConnackPacket): void {
    const reasonCode = CONNACK_REASONS[returnCode] ?? UNSPECIFIED
    if (reasonCode !== 0)
      return this.#toClient({ cmd: 'connack', sessionPresent: false, reasonCode })
    const wanted = this.#connect === undefined ? 0 : sessionExpiry(this.#connect)
    this.#accepted = true
    this.#toClient({
      cmd: 'connack',
      sessionPresent,
      reasonCode,
      properties: {
        receiveMaximum: RECEIVE_MAXIMUM,
        maximumPacketSize: this.#options.maxPacket,
        sharedSubscriptionAvailable: false,
        subscriptionIdentifiersAvailable: false,
        ...(wanted > MAX_SESSION_EXPIRY && { sessionExpiryInterval: MAX_SESSION_EXPIRY }),
        ...(this.#assignedId !== undefined && { assignedClientIdentifier: this.#assignedId }),
      },
    })
  }

  #givePublish(packet: IPublishPacket): void {
    const bytes = generate({ ...packet, properties: {} }, { protocolVersion: 5 })
    if (bytes.length > this.#maxToClient) {
      // MQTT 5 section 3.1.2.11.4: treated as if it had been delivered.
      if (packet.qos > 0) this.#toBroker({ ...bare(packet), cmd: 'puback' })
      return
    }
    if (packet.qos === 0) return this.#options.toClient(bytes)
    const ready = this.#window.offer(packet.messageId ?? 0, bytes)
    if (ready === 'full') return this.#refuse('window-full')
    for (const next of ready) this.#options.toClient(next)
  }

  #confirmed(packet: Packet): void {
    this.#toBroker(packet)
    for (const next of this.#window.confirm(packet.messageId ?? 0)) this.#options.toClient(next)
  }

  #toBroker(packet: Packet): void {
    if (!this.#closed) this.#options.toBroker(generate(packet, { protocolVersion: 4 }))
  }

  #toClient(packet: Packet): void {
    if (!this.#closed) this.#options.toClient(generate(packet, { protocolVersion: 5 }))
  }

  #refuse(reason: DisconnectReason): void {
    if (this.#closed) return
    this.disconnect(reason)
    this.#close(true)
  }

  #close(malformed: boolean): void {
    if (this.#closed) return
    this.#closed = true
    this.#options.close(malformed)
  }
}

const bare = ({ messageId }: Packet): { messageId?: number } =>
  messageId === undefined ? {} : { messageId }

/** mqtt-packet gives -1 where a packet ends before its identifier. */
const isIdentified = (packet: Packet): boolean => {
  const needed =
    packet.cmd === 'publish'
      ? packet.qos > 0
      : /^(pub(ack|rec|rel|comp)|(un)?subscribe)$/.test(packet.cmd)
  return !needed || (isCount(packet.messageId) && packet.messageId <= 0xffff)
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0

const grantsOf = ({ granted }: ISubackPacket): number[] =>
  Array.from<unknown>(granted).map((code) =>
    typeof code !== 'number' || code >= REFUSED_SUBSCRIPTION ? NOT_AUTHORIZED : code,
  )
