import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { generate, type Packet } from 'mqtt-packet'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { RunningBroker } from './fixtures/running-broker'

let running: RunningBroker | undefined
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await running?.stop()
  running = undefined
})
const start = async (change: Parameters<typeof RunningBroker.start>[0] = {}) =>
  (running = await RunningBroker.start(change))

const raw = async (site: RunningBroker): Promise<Socket> => {
  const socket = connect(site.broker.port, '127.0.0.1')
  sockets.push(socket)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}
const hello = (version: 4 | 5, keepalive = 60): Buffer =>
  generate({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: version,
    clientId: `raw-${Math.random()}`,
    clean: true,
    keepalive,
    username: 'dock',
    password: Buffer.from('open sesame'),
  })
const osd = (payload: string, version: 4 | 5 = 4): Buffer =>
  generate(
    { cmd: 'publish', topic: 'thing/product/A1/osd', payload, qos: 0, dup: false, retain: false },
    { protocolVersion: version },
  )
/** A raw client that is signed in. */
const signedIn = async (
  site: RunningBroker,
  version: 4 | 5 = 4,
  keepalive = 60,
): Promise<Socket> => {
  const socket = await raw(site)
  socket.write(hello(version, keepalive))
  await once(socket, 'data')
  return socket
}
const closed = (socket: Socket): Promise<unknown> => {
  socket.resume()
  return socket.closed ? Promise.resolve() : once(socket, 'close')
}

describe('rubbish', () => {
  test.each([4, 5] as const)(
    'in MQTT %i ends its own connection while a good dock works on',
    async (version) => {
      let seed = version
      const random = (below: number): number => {
        seed = (seed * 48_271) % 2_147_483_647
        return seed % below
      }
      const site = await start()
      const { heard } = await site.station()
      const good = await site.dock({ protocolVersion: version })
      const packets: Buffer[] = (
        [
          {
            cmd: 'publish',
            topic: 'thing/product/B1/osd',
            payload: '{}',
            qos: 2,
            messageId: 5,
            dup: false,
            retain: true,
          },
          {
            cmd: 'subscribe',
            messageId: 1,
            subscriptions: [{ topic: 'thing/product/B1/#', qos: 2 }],
          },
          { cmd: 'unsubscribe', messageId: 2, unsubscriptions: ['thing/product/B1/#', 'x'] },
          { cmd: 'puback', messageId: 3 },
          { cmd: 'pubrec', messageId: 3 },
          { cmd: 'pubrel', messageId: 5 },
          { cmd: 'pubcomp', messageId: 3 },
          { cmd: 'pingreq' },
          { cmd: 'suback', messageId: 3, granted: [0] },
          { cmd: 'disconnect' },
        ] as Packet[]
      ).map((packet) => generate(packet, { protocolVersion: version }))
      packets.push(hello(version))
      for (let round = 0; round < 200; round++) {
        const socket = await raw(site)
        if (random(5) > 0) socket.write(hello(version))
        for (let count = 0; count < 10; count++) {
          const bytes = Buffer.from(packets[random(packets.length)] ?? [])
          for (let flips = random(4); flips > 0; flips--) bytes[random(bytes.length)] = random(256)
          socket.write(random(8) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes)
        }
        if (random(2) === 0) socket.end()
        else socket.destroy()
        if (round % 20 === 0)
          await good.publishAsync('thing/product/A1/osd', String(round), { qos: 1 })
      }
      await good.publishAsync('thing/product/A1/osd', 'last', { qos: 1 })
      await vi.waitFor(() => expect(heard.at(-1)).toBe('thing/product/A1/osd last'), {
        timeout: 5000,
      })
      expect(heard.filter((line) => line.startsWith('thing/product/A1/osd'))).toHaveLength(11)
      await vi.waitFor(() => expect(site.broker.counters.connections).toBe(2), { timeout: 5000 })
    },
    20_000,
  )

  test('of no protocol at all is closed at its first packet', async () => {
    const site = await start()
    for (const bytes of [
      'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
      '\0\0\0\0',
    ]) {
      const socket = await raw(site)
      socket.write(Buffer.from(bytes, 'latin1'))
      await closed(socket)
    }
    expect(site.broker.counters.malformed + site.broker.counters.tooLarge).toBe(3)
  })
})

describe('bounds', () => {
  test('a CONNECT that never comes, or comes byte by byte, has a deadline', async () => {
    const site = await start({ connectDeadline: 100 })
    const silent = await raw(site)
    const slow = await raw(site)
    slow.write(hello(4).subarray(0, 12))
    await Promise.all([closed(silent), closed(slow)])
    expect(site.broker.counters.connections).toBe(0)
  })

  test('a client that goes silent is closed after one and a half keepalives', async () => {
    const site = await start()
    await closed(await signedIn(site, 4, 1))
    expect(site.broker.counters.connections).toBe(0)
  }, 10_000)

  test.each([4, 5] as const)(
    'a packet over the limit closes its connection at its length (MQTT %i)',
    async (version) => {
      const site = await start({ maxPacketKiB: 16 })
      const socket = await signedIn(site, version)
      socket.write(osd('x'.repeat(17_000), version).subarray(0, 10))
      await closed(socket)
      expect(site.broker.counters).toMatchObject({ tooLarge: 1, messages: 0 })
    },
  )

  test('before the login only small packets are taken', async () => {
    const site = await start({ maxPacketKiB: 4096 })
    const socket = await raw(site)
    socket.write(Buffer.of(0x10, 0xff, 0xff, 0x3f))
    await closed(socket)
    expect(site.broker.counters.tooLarge).toBe(1)
  })

  test('connections beyond the limit are turned away; the station always has its place', async () => {
    const site = await start({ maxConnections: 2 })
    const { client } = await site.station()
    await site.dock()
    await site.dock()
    await closed(await raw(site))
    await vi.waitFor(() => expect(site.broker.counters.refused).toBe(1))
    expect(client.connected).toBe(true)
  })

  test('a flood is slowed down, nothing of it is lost and others do not wait', async () => {
    const site = await start({ messagesPerSecond: 100 })
    const { heard } = await site.station()
    const flood = await signedIn(site)
    const quiet = await site.dock()
    const began = Date.now()
    flood.write(Buffer.concat(Array.from({ length: 150 }, (_, index) => osd(`flood ${index}`))))
    await vi.waitFor(() => expect(site.broker.counters.slowed).toBe(1))
    flood.write(osd('flood end'))
    await quiet.publishAsync('thing/product/Q1/osd', 'quick', { qos: 1 })
    await vi.waitFor(() => expect(heard).toContain('thing/product/Q1/osd quick'))
    expect(heard).not.toContain('thing/product/A1/osd flood end')
    await vi.waitFor(() => expect(heard).toContain('thing/product/A1/osd flood end'), {
      timeout: 5000,
    })
    expect(Date.now() - began).toBeGreaterThan(400)
    expect(heard).toHaveLength(152)
  }, 10_000)

  test('a dock that does not read is closed and holds nobody up', async () => {
    const site = await start({ messagesPerSecond: 10_000 })
    const { client: station } = await site.station()
    const deaf = await signedIn(site)
    deaf.pause()
    deaf.write(
      generate({
        cmd: 'subscribe',
        messageId: 1,
        subscriptions: [{ topic: 'thing/product/A1/services', qos: 0 }],
      }),
    )
    const other = await site.dock()
    const told: string[] = []
    other.on('message', (_topic, payload) => told.push(payload.toString()))
    await other.subscribeAsync('thing/product/A2/services')
    const big = 'x'.repeat(60_000)
    for (let count = 0; count < 400 && site.broker.counters.slowReaders === 0; count++)
      await station.publishAsync('thing/product/A1/services', big, { qos: 1 })
    await station.publishAsync('thing/product/A2/services', 'still', { qos: 1 })
    await vi.waitFor(() => expect(told).toEqual(['still']))
    expect(site.broker.counters.slowReaders).toBe(1)
  }, 15_000)

  test('guessing a password gets slow', async () => {
    const site = await start()
    const guesses = Array.from({ length: 40 }, () =>
      site.dock({ password: 'guess' }).catch((error: unknown) => error),
    )
    await vi.waitFor(() => expect(site.broker.counters.loginsRefused).toBeGreaterThanOrEqual(20))
    expect(
      site.broker.counters.loginsRefused + site.broker.counters.loginsSlowed,
    ).toBeLessThanOrEqual(40)
    const errors = await Promise.all(guesses)
    expect(errors.every((error) => error instanceof Error)).toBe(true)
    const slowed = site.broker.counters.loginsSlowed
    expect((await site.station()).client.connected).toBe(true)
    expect(site.broker.counters.loginsSlowed).toBe(slowed)
    expect((await site.dock()).connected).toBe(true)
    expect(site.broker.counters.loginsSlowed).toBe(slowed + 1)
  }, 15_000)
})
