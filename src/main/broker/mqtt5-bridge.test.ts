import { generate, parser, type Packet } from 'mqtt-packet'
import { beforeEach, describe, expect, test } from 'vitest'
import { Mqtt5Bridge } from './mqtt5-bridge'

let toBroker: Packet[]
let toClient: Packet[]
let ends: boolean[]
let bridge: Mqtt5Bridge

const collect = (into: Packet[], version: 4 | 5) => {
  const read = parser({ protocolVersion: version })
  read.on('packet', (packet) => into.push(packet))
  read.on('error', (error) => expect.fail(String(error)))
  return (bytes: Buffer) => void read.parse(bytes)
}
beforeEach(() => {
  toBroker = []
  toClient = []
  ends = []
  bridge = new Mqtt5Bridge({
    maxPacket: 4096,
    toBroker: collect(toBroker, 4),
    toClient: collect(toClient, 5),
    close: (malformed) => ends.push(malformed),
  })
})

const client = (packet: Packet): void => bridge.fromClient(generate(packet, { protocolVersion: 5 }))
const broker = (packet: Packet): void => bridge.fromBroker(generate(packet, { protocolVersion: 4 }))
const connect = (change: object = {}): void =>
  client({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 5,
    clientId: 'dock1',
    clean: true,
    keepalive: 60,
    ...change,
  })
const accepted = (change: object = {}): void => {
  connect(change)
  broker({ cmd: 'connack', sessionPresent: false, returnCode: 0 })
  toBroker.length = 0
  toClient.length = 0
}
const message = {
  cmd: 'publish',
  topic: 'a/b',
  payload: Buffer.from('x'),
  dup: false,
  retain: false,
} as const

describe('connecting', () => {
  // Written by hand after MQTT 5 section 3.1: expiry 10 s, receive maximum 5, user property, will
  // with a delay, user name and password.
  test('reads a CONNECT with everything in it', () => {
    const properties = [0x11, 0, 0, 0, 10, 0x21, 0, 5, 0x26, 0, 1, 0x61, 0, 1, 0x62]
    const body = [
      ...[0, 4, 0x4d, 0x51, 0x54, 0x54, 5, 0b1110_1100, 0, 30],
      ...[properties.length, ...properties],
      ...[0, 2, 0x63, 0x31],
      ...[5, 0x18, 0, 0, 0, 5, 0, 1, 0x77, 0, 2, 0x68, 0x69],
      ...[0, 1, 0x75, 0, 2, 0x70, 0x77],
    ]
    bridge.fromClient(Buffer.from([0x10, body.length, ...body]))
    expect(toBroker).toMatchObject([
      {
        cmd: 'connect',
        protocolVersion: 4,
        clientId: 'c1',
        clean: false,
        keepalive: 30,
        will: { topic: 'w', payload: Buffer.from('hi'), qos: 1, retain: true },
        username: 'u',
        password: Buffer.from('pw'),
      },
    ])
    expect(bridge.beginsAnew).toBe(false)
  })

  test.each([
    [{ clean: true }, true, false],
    [{ clean: false }, true, false],
    [{ clean: true, properties: { sessionExpiryInterval: 60 } }, false, true],
    [{ clean: false, properties: { sessionExpiryInterval: 60 } }, false, false],
  ])('%o makes clean %s, anew %s', (change, clean, anew) => {
    connect(change)
    expect(toBroker).toMatchObject([{ cmd: 'connect', clean }])
    expect(bridge.beginsAnew).toBe(anew)
  })

  test('tells what this broker offers', () => {
    connect({ clientId: '', properties: { sessionExpiryInterval: 0xffffffff } })
    broker({ cmd: 'connack', sessionPresent: true, returnCode: 0 })
    const [connack] = toClient
    expect(connack).toMatchObject({
      cmd: 'connack',
      reasonCode: 0,
      sessionPresent: true,
      properties: {
        maximumPacketSize: 4096,
        receiveMaximum: 50,
        sessionExpiryInterval: 86_400,
        sharedSubscriptionAvailable: false,
        subscriptionIdentifiersAvailable: false,
      },
    })
    expect(connack?.cmd === 'connack' && connack.properties?.assignedClientIdentifier).toMatch(
      /^dock-/,
    )
    expect(connack?.cmd === 'connack' && connack.properties?.topicAliasMaximum).toBe(undefined)
  })

  test.each([
    [1, 0x84],
    [2, 0x85],
    [3, 0x88],
    [4, 0x86],
    [5, 0x87],
  ])('maps return code %i', (returnCode, reasonCode) => {
    connect()
    broker({ cmd: 'connack', sessionPresent: false, returnCode })
    expect(toClient).toMatchObject([{ cmd: 'connack', reasonCode, sessionPresent: false }])
  })

  test('takes a password without a user name', () => {
    connect({ username: '', password: Buffer.from('pw') })
    expect(toBroker).toMatchObject([{ username: '', password: Buffer.from('pw') }])
  })

  test('declines enhanced authentication', () => {
    connect({ properties: { authenticationMethod: 'SCRAM' } })
    expect(toClient).toMatchObject([{ cmd: 'connack', reasonCode: 0x8c }])
    expect(toBroker).toEqual([])
    expect(ends).toEqual([false])
  })
})

describe('messages', () => {
  test('lose their properties on the way up and nothing else', () => {
    accepted()
    client({
      ...message,
      qos: 1,
      messageId: 7,
      retain: true,
      properties: { contentType: 'json', messageExpiryInterval: 5, userProperties: { a: 'b' } },
    })
    expect(toBroker).toMatchObject([
      {
        cmd: 'publish',
        topic: 'a/b',
        payload: Buffer.from('x'),
        qos: 1,
        messageId: 7,
        retain: true,
      },
    ])
    expect(toBroker[0]).not.toHaveProperty('properties')
    broker({ cmd: 'puback', messageId: 7 })
    expect(toClient).toMatchObject([{ cmd: 'puback', messageId: 7, reasonCode: 0 }])
  })

  test('exactly once goes through in both directions', () => {
    accepted()
    client({ ...message, qos: 2, messageId: 1 })
    broker({ cmd: 'pubrec', messageId: 1 })
    client({ cmd: 'pubrel', messageId: 1 })
    broker({ cmd: 'pubcomp', messageId: 1 })
    expect(toBroker.map(({ cmd }) => cmd)).toEqual(['publish', 'pubrel'])
    expect(toClient.map(({ cmd }) => cmd)).toEqual(['pubrec', 'pubcomp'])
    broker({ ...message, qos: 2, messageId: 2 })
    client({ cmd: 'pubrec', messageId: 2 })
    broker({ cmd: 'pubrel', messageId: 2 })
    client({ cmd: 'pubcomp', messageId: 2 })
    expect(toBroker.map(({ cmd }) => cmd).slice(2)).toEqual(['pubrec', 'pubcomp'])
  })

  test('a refusal by the client ends the exchange for the broker', () => {
    accepted()
    broker({ ...message, qos: 2, messageId: 2 })
    client({ cmd: 'pubrec', messageId: 2, reasonCode: 0x97 })
    expect(toBroker).toMatchObject([{ cmd: 'puback', messageId: 2 }])
  })

  test('no more fly than the client takes', () => {
    accepted({ properties: { receiveMaximum: 2 } })
    for (const messageId of [1, 2, 3]) broker({ ...message, qos: 1, messageId })
    broker({ ...message, qos: 0 })
    expect(toClient.map((packet) => packet.messageId)).toEqual([1, 2, undefined])
    client({ cmd: 'puback', messageId: 1 })
    expect(toClient.at(-1)?.messageId).toBe(3)
  })

  test('one that is larger than the client takes counts as delivered', () => {
    accepted({ properties: { maximumPacketSize: 50 } })
    broker({ ...message, payload: 'x'.repeat(100), qos: 1, messageId: 3 })
    expect(toClient).toEqual([])
    expect(toBroker).toMatchObject([{ cmd: 'puback', messageId: 3 }])
  })
})

describe('subscriptions', () => {
  test('keep topic and quality; refusals get their code', () => {
    accepted()
    client({
      cmd: 'subscribe',
      messageId: 4,
      subscriptions: [
        { topic: 'a', qos: 1, nl: true, rap: true, rh: 2 },
        { topic: 'b', qos: 2 },
      ],
      properties: { userProperties: { a: 'b' } },
    })
    expect(toBroker).toMatchObject([
      {
        cmd: 'subscribe',
        messageId: 4,
        subscriptions: [
          { topic: 'a', qos: 1 },
          { topic: 'b', qos: 2 },
        ],
      },
    ])
    broker({ cmd: 'suback', messageId: 4, granted: [1, 128] })
    expect(toClient).toMatchObject([{ cmd: 'suback', messageId: 4, granted: [1, 0x87] }])
  })

  test('an UNSUBACK has one code for each topic', () => {
    accepted()
    client({ cmd: 'unsubscribe', messageId: 5, unsubscriptions: ['a', 'b', 'c'] })
    broker({ cmd: 'unsuback', messageId: 5, granted: [] })
    expect(toClient).toMatchObject([{ cmd: 'unsuback', messageId: 5, granted: [0, 0, 0] }])
  })
})

describe('endings', () => {
  test('a goodbye is one, except when the will is wanted', () => {
    accepted()
    client({ cmd: 'disconnect', reasonCode: 0 })
    expect(toBroker).toMatchObject([{ cmd: 'disconnect' }])
    client({ cmd: 'disconnect', reasonCode: 4 })
    expect(toBroker).toHaveLength(1)
    expect(ends).toEqual([false])
  })

  test.each<[string, Packet, number]>([
    ['a topic alias', { ...message, qos: 0, properties: { topicAlias: 1 } }, 0x94],
    ['authentication', { cmd: 'auth', reasonCode: 0x18 }, 0x82],
    ['a packet only brokers send', { cmd: 'pingresp' }, 0x82],
    [
      'a second CONNECT',
      { cmd: 'connect', clientId: 'x', protocolVersion: 5, protocolId: 'MQTT' },
      0x82,
    ],
  ])('closes on %s and says why', (_name, packet, reasonCode) => {
    accepted()
    client(packet)
    expect(toClient).toMatchObject([{ cmd: 'disconnect', reasonCode }])
    expect(toBroker).toEqual([])
    expect(ends).toEqual([true])
    client({ ...message, qos: 0 })
    expect(toBroker).toEqual([])
  })
})
