import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { generate, type Packet } from 'mqtt-packet'
import { expect, test, vi } from 'vitest'
import { ManualClock } from './fixtures/manual-clock'
import { Session } from './session'

/** Small seeded generator, so that a failure can be repeated. */
const seeded = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
  return seed / 2 ** 31
}

const packets = (version: 4 | 5): Buffer[] =>
  (
    [
      {
        cmd: 'publish',
        topic: 'thing/product/A/osd',
        payload: '{}',
        qos: 0,
        dup: false,
        retain: false,
      },
      {
        cmd: 'publish',
        topic: 'thing/product/A/state',
        payload: '{}',
        qos: 2,
        dup: false,
        retain: false,
        messageId: 7,
        properties: { contentType: 'x', userProperties: { a: 'b' } },
      },
      { cmd: 'suback', messageId: 1, granted: [0, 1, 1] },
      { cmd: 'unsuback', messageId: 2, granted: [0] },
      { cmd: 'puback', messageId: 3 },
      { cmd: 'pubrel', messageId: 7 },
      { cmd: 'pingresp' },
      {
        cmd: 'connack',
        sessionPresent: false,
        returnCode: 0,
        reasonCode: 0,
        properties: { topicAliasMaximum: 5, assignedClientIdentifier: 'x' },
      },
      { cmd: 'disconnect', reasonCode: 0 },
    ] as Packet[]
  ).map((packet) => generate(packet, { protocolVersion: version }))

test.each([4, 5] as const)(
  'a broker that sends rubbish in MQTT %i ends connections, never the station',
  async (version) => {
    const random = seeded(version * 7919)
    const good = packets(version)
    const mutated = (): Buffer => {
      const bytes = Buffer.from(good[Math.floor(random() * good.length)] ?? [])
      for (let count = Math.floor(random() * 4); count > 0; count--)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
      return random() < 0.2 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes
    }
    const connack = generate(
      { cmd: 'connack', sessionPresent: false, returnCode: 0, reasonCode: 0 },
      { protocolVersion: version },
    )
    let served = 0
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.once('data', () => {
        if (served++ % 4 > 0) socket.write(connack)
        for (let count = 0; count < 20; count++) socket.write(mutated())
        socket.end()
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const clock = new ManualClock()
    const session = new Session({
      link: {
        protocol: 'mqtt',
        host: '127.0.0.1',
        port: (server.address() as AddressInfo).port,
        path: '',
        username: '',
        clientId: 'station',
        version,
        caFile: '',
        certFile: '',
        keyFile: '',
        verify: true,
      },
      now: clock.now,
      schedule: clock.schedule,
    })
    session.start()
    for (let round = 1; round <= 150; round++) {
      await vi.waitFor(() => expect(session.state.kind).toBe('down'), {
        interval: 1,
        timeout: 5000,
      })
      expect(served).toBeGreaterThanOrEqual(round)
      if (session.state.kind === 'down') clock.advance(session.state.retryAt - clock.time)
    }
    session.stop()
    server.close()
    for (const socket of sockets) socket.destroy()
  },
  30_000,
)
