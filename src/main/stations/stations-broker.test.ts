import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { Aedes } from 'aedes'
import { connectAsync } from 'mqtt'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { BrokerLink } from '../session/broker-link'
import { ManualClock } from '../session/fixtures/manual-clock'
import { Session } from '../session/session'
import { stationOf, STATIONS_SUBSCRIPTION, stationTopic } from './station-topic'
import { Stations } from './stations'

const ID = 'DOCK1/165-0-7/normal-0'
const WISH = { videoId: ID, gatewaySn: 'DOCK1', protocol: 'auto', quality: 0 } as const

let port = 0
const sockets = new Set<Socket>()
const cleanUps: (() => void)[] = []
beforeEach(async () => {
  const aedes = await Aedes.createBroker()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    aedes.handle(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
    aedes.close()
  })
})
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).reverse()) cleanUp()
})

/** A station's session and wishes as main joins them; its time stands still unless told. */
const station = async (id: string) => {
  const clock = new ManualClock()
  const link: BrokerLink = {
    protocol: 'mqtt',
    host: '127.0.0.1',
    port,
    path: '',
    username: '',
    clientId: id,
    version: 4,
    caFile: '',
    certFile: '',
    keyFile: '',
    verify: true,
    will: stationTopic(id),
  }
  const session = new Session({
    link,
    subscriptions: [STATIONS_SUBSCRIPTION],
    takesKept: (topic) => stationOf(topic) !== undefined,
    now: clock.now,
    schedule: clock.schedule,
  })
  const stations: Stations = new Stations({
    id,
    publishKept: (...message) => session.publishKept(...message),
    changed: () => undefined,
    adopt: () => undefined,
    fault: () => undefined,
    now: clock.now,
    schedule: clock.schedule,
  })
  session.onMessage((topic, payload) => void stations.receive(topic, payload))
  session.onState(({ kind }) => stations.linkChanged(kind === 'up'))
  cleanUps.push(() => session.stop())
  stations.able('rtmp', true)
  session.start()
  await vi.waitFor(() => expect(session.state.kind).toBe('up'), { timeout: 5000, interval: 5 })
  const hears = (count: number) =>
    vi.waitFor(() => expect(stations.counters.heard).toBeGreaterThanOrEqual(count), { interval: 5 })
  await hears(1)
  clock.advance(6_000)
  return { clock, session, stations, hears }
}
const turns = (stations: Stations, turn: string) =>
  vi.waitFor(() => expect(stations.turn(ID)).toBe(turn), { timeout: 3000, interval: 5 })

/** What the broker keeps for a station now; empty for nothing. */
const kept = async (id: string): Promise<string> => {
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0 })
  cleanUps.push(() => client.end(true))
  let text = ''
  client.on('message', (topic, payload) => {
    if (topic === stationTopic(id)) text = payload.toString()
  })
  await client.subscribeAsync(['dockwall/stations/+/wishes', 'marker'], { qos: 1 })
  const done = new Promise((resolve) => {
    client.on('message', (topic) => topic === 'marker' && resolve(undefined))
  })
  await client.publishAsync('marker', 'x', { qos: 1 })
  await done
  client.end(true)
  return text
}

test('who comes later finds what was said before, and both agree who asks', async () => {
  const b = await station('b')
  b.stations.want([WISH])
  b.clock.advance(100)
  await turns(b.stations, 'ours')
  const c = await station('c')
  await turns(c.stations, 'others')
  c.stations.want([WISH])
  c.clock.advance(100)
  await turns(c.stations, 'others')
  const a = await station('a')
  a.stations.want([WISH])
  a.clock.advance(100)
  await turns(a.stations, 'ours')
  await turns(b.stations, 'others')
  await turns(c.stations, 'others')
})

test('who dies is taken away by the broker at once, who quits by himself', async () => {
  const a = await station('a')
  a.stations.want([WISH])
  a.clock.advance(100)
  await turns(a.stations, 'ours')
  const local = [...sockets].at(-1)
  const b = await station('b')
  b.stations.want([WISH])
  b.clock.advance(100)
  await turns(b.stations, 'others')
  expect(await kept('a')).toContain(ID)
  local?.destroy()
  await turns(b.stations, 'ours')
  expect(await kept('a')).toBe('')
  b.stations.stop()
  b.session.stop()
  await vi.waitFor(async () => expect(await kept('b')).toBe(''), { interval: 50 })
})

test('what the broker kept of a station that is gone holds for one lease', async () => {
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0 })
  cleanUps.push(() => client.end(true))
  const message = {
    version: 1,
    lease: 30,
    able: true,
    wishes: [{ ...WISH, at: 1, pictures: false }],
  }
  await client.publishAsync(stationTopic('a'), JSON.stringify(message), { qos: 1, retain: true })
  const b = await station('b')
  b.stations.want([WISH])
  b.clock.advance(100)
  await turns(b.stations, 'others')
  b.clock.advance(31_000)
  await turns(b.stations, 'ours')
})
