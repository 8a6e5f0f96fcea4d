import { generate, parser, type Packet } from 'mqtt-packet'
import { expect, test } from 'vitest'
import { Mqtt5Bridge } from './mqtt5-bridge'

const message = { cmd: 'publish', topic: 'a/b', payload: 'x', dup: false, retain: false } as const
const packets: Packet[] = [
  {
    ...message,
    qos: 2,
    messageId: 1,
    properties: { contentType: 'x', userProperties: { a: 'b' } },
  },
  {
    ...message,
    qos: 0,
    properties: { correlationData: Buffer.from('x'), subscriptionIdentifier: 3 },
  },
  { cmd: 'subscribe', messageId: 4, subscriptions: [{ topic: 'a', qos: 1 }], properties: {} },
  { cmd: 'unsubscribe', messageId: 4, unsubscriptions: ['a'] },
  { cmd: 'puback', messageId: 4, reasonCode: 16 },
  { cmd: 'pubrec', messageId: 4, reasonCode: 16, properties: { reasonString: 'no' } },
  { cmd: 'disconnect', reasonCode: 0, properties: { sessionExpiryInterval: 5 } },
  {
    cmd: 'connect',
    clientId: 'x',
    protocolVersion: 5,
    protocolId: 'MQTT',
    username: 'u',
    password: Buffer.from('p'),
    will: { topic: 'w', payload: 'x', qos: 1, retain: true, properties: { willDelayInterval: 3 } },
    properties: { receiveMaximum: 3, sessionExpiryInterval: 9, maximumPacketSize: 500 },
  },
]
const greeting = generate({ cmd: 'connect', clientId: 'x', protocolVersion: 5, protocolId: 'MQTT' })

test('whatever a client sends, the broker gets well formed packets or none', () => {
  let seed = 1
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  const problems: string[] = []
  let passed = 0
  for (let round = 0; round < 20_000; round++) {
    const broker = parser({ protocolVersion: 4 })
    broker.on('packet', () => passed++)
    const bytes = generate(packets[random(packets.length)] ?? { cmd: 'pingreq' }, {
      protocolVersion: 5,
    })
    const history = () => `round ${round}: ${bytes.toString('hex')}`
    broker.on('error', (error) => problems.push(`${history()}: ${String(error)}`))
    let closed = false
    const bridge = new Mqtt5Bridge({
      maxPacket: 4096,
      toBroker: (packet) => {
        const rest = broker.parse(packet)
        if (rest !== 0 || closed)
          problems.push(`${history()}: ${packet.toString('hex')} leaves ${rest}, closed ${closed}`)
      },
      toClient: () => undefined,
      close: () => {
        closed = true
      },
    })
    if (random(4) > 0) bridge.fromClient(greeting)
    for (let count = random(5); count > 0; count--)
      bytes[2 + random(Math.max(1, bytes.length - 2))] = random(256)
    bridge.fromClient(bytes)
  }
  expect(problems).toEqual([])
  expect(passed).toBeGreaterThan(10_000)
})
