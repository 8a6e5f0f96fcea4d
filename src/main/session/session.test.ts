import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { LinkState } from '@shared/site'
import { Aedes } from 'aedes'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { BrokerLink } from './broker-link'
import { ManualClock } from './fixtures/manual-clock'
import { Session } from './session'

const cleanUps: (() => void)[] = []
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp()
})

const link = (port: number, change: Partial<BrokerLink> = {}): BrokerLink => ({
  protocol: 'mqtt',
  host: '127.0.0.1',
  port,
  path: '/mqtt',
  username: '',
  clientId: 'station',
  version: 4,
  caFile: '',
  certFile: '',
  keyFile: '',
  verify: true,
  ...change,
})

const listen = async (onSocket: (socket: Socket) => void, port = 0): Promise<Server> => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    onSocket(socket)
  })
  server.on('close', () => {
    for (const socket of sockets) socket.destroy()
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const close = server.close.bind(server)
  server.close = (done) => {
    for (const socket of sockets) socket.destroy()
    return close(done)
  }
  cleanUps.push(() => server.close())
  return server
}
const portOf = (server: Server): number => (server.address() as AddressInfo).port

const aedesBroker = async (): Promise<Aedes> => {
  const aedes = await Aedes.createBroker()
  cleanUps.push(() => aedes.close())
  return aedes
}
const handle = (aedes: Aedes) => (socket: Duplex) => void aedes.handle(socket)

const sessionTo = (port: number, change: Partial<BrokerLink> = {}) => {
  const clock = new ManualClock()
  const session = new Session({
    link: link(port, change),
    now: clock.now,
    schedule: clock.schedule,
    random: () => 0,
  })
  const states: LinkState[] = []
  session.onState((state) => states.push(state))
  cleanUps.push(() => session.stop())
  return { session, clock, states }
}
const becomes = (session: Session, kind: LinkState['kind']): Promise<void> =>
  vi.waitFor(() => expect(session.state.kind).toBe(kind), { timeout: 5000, interval: 5 })
const faultOf = (session: Session): string | undefined =>
  session.state.kind === 'down' ? session.state.fault.code : undefined

describe('Session', () => {
  test('connects, subscribes, receives and sends', async () => {
    const aedes = await aedesBroker()
    const { session, clock, states } = sessionTo(portOf(await listen(handle(aedes))))
    const got: unknown[] = []
    session.onMessage((topic, payload, at) =>
      got.push([topic, Buffer.from(payload).toString(), at]),
    )
    expect(session.publish('thing/product/A/services', 'early')).toBe(false)
    session.start()
    await becomes(session, 'up')
    expect(states.map(({ kind }) => kind)).toEqual(['connecting', 'up'])
    expect(session.localAddress()).toBe('127.0.0.1')
    const publish = (topic: string, retain = false) =>
      aedes.publish(
        { cmd: 'publish', topic, payload: 'x', qos: 1, retain, dup: false },
        () => undefined,
      )
    publish('thing/product/A/osd')
    publish('sys/product/A/status')
    publish('thing/product/A/nothing-for-us')
    await vi.waitFor(() => expect(got).toHaveLength(2))
    expect(got[0]).toEqual(['thing/product/A/osd', 'x', clock.time])
    const heard = new Promise<string>((resolve) => {
      aedes.subscribe(
        'thing/product/+/services',
        (packet, done) => {
          resolve(packet.payload.toString())
          done()
        },
        () => undefined,
      )
    })
    expect(session.publish('thing/product/A/services', 'do it')).toBe(true)
    expect(await heard).toBe('do it')
    expect(session.counters).toMatchObject({ messages: 2, bytes: 2, published: 1, unsent: 1 })
  })

  test('takes a kept message only where it counts, and leaves and removes kept ones', async () => {
    const aedes = await aedesBroker()
    const port = portOf(await listen(handle(aedes)))
    const first = sessionTo(port, { clientId: 'first' }).session
    first.start()
    await becomes(first, 'up')
    expect(first.publishKept('ours/a', 'kept', 60)).toBe(true)
    expect(first.publishKept('thing/product/A/osd', 'kept too', 60)).toBe(true)
    const clock = new ManualClock()
    const second = new Session({
      link: link(port, { clientId: 'second' }),
      subscriptions: ['ours/+', 'thing/product/+/osd'].map((topic) => ({ topic, qos: 1 })),
      takesKept: (topic) => topic.startsWith('ours/'),
      now: clock.now,
      schedule: clock.schedule,
    })
    cleanUps.push(() => second.stop())
    const got: string[] = []
    second.onMessage((topic, payload) => got.push(`${topic} ${Buffer.from(payload).toString()}`))
    second.start()
    await vi.waitFor(() => expect(got).toEqual(['ours/a kept']))
    expect(first.publishKept('ours/a', '', 60)).toBe(true)
    await vi.waitFor(() => expect(got).toEqual(['ours/a kept', 'ours/a ']))
  })

  test('a listener that throws disturbs neither the others nor the link', async () => {
    const aedes = await aedesBroker()
    const { session } = sessionTo(portOf(await listen(handle(aedes))))
    let got = 0
    session.onMessage(() => {
      throw new Error('broken listener')
    })
    session.onMessage(() => got++)
    session.start()
    await becomes(session, 'up')
    for (let index = 0; index < 3; index++)
      aedes.publish(
        {
          cmd: 'publish',
          topic: 'thing/product/A/osd',
          payload: 'x',
          qos: 0,
          retain: false,
          dup: false,
        },
        () => undefined,
      )
    await vi.waitFor(() => expect(got).toBe(3))
    expect(session.state.kind).toBe('up')
  })

  test('comes back to a broker that was killed, with growing pauses, and gets what it missed', async () => {
    const aedes = await aedesBroker()
    const server = await listen(handle(aedes))
    const port = portOf(server)
    const { session, clock, states } = sessionTo(port)
    const got: string[] = []
    session.onMessage((topic) => got.push(topic))
    session.start()
    await becomes(session, 'up')
    clock.advance(60_000)
    server.close()
    await becomes(session, 'down')
    expect(session.state).toMatchObject({ attempt: 1, retryAt: clock.time + 500 })
    expect(faultOf(session)).toBe('broker-lost')
    for (const [index, pause] of [500, 1000, 2000].entries()) {
      clock.advance(pause)
      await vi.waitFor(() =>
        expect(session.state).toMatchObject({ kind: 'down', attempt: index + 2 }),
      )
      expect(faultOf(session)).toBe('broker-unreachable')
    }
    aedes.publish(
      {
        cmd: 'publish',
        topic: 'thing/product/A/state',
        payload: 'x',
        qos: 1,
        retain: false,
        dup: false,
      },
      () => undefined,
    )
    await listen(handle(aedes), port)
    clock.advance(4000)
    await becomes(session, 'up')
    await vi.waitFor(() => expect(got).toEqual(['thing/product/A/state']))
    expect(states.filter(({ kind }) => kind === 'connecting')).toHaveLength(5)
  })

  test('two stations with one client id do not fight for ever', async () => {
    const aedes = await aedesBroker()
    const port = portOf(await listen(handle(aedes)))
    const first = sessionTo(port)
    const second = sessionTo(port)
    first.session.start()
    await becomes(first.session, 'up')
    for (let round = 0; faultOf(first.session) !== 'broker-client-id-taken'; round++) {
      expect(round).toBeLessThan(6)
      if (round === 0) second.session.start()
      else second.clock.advance(30_000)
      await becomes(second.session, 'up')
      await becomes(first.session, 'down')
      if (faultOf(first.session) === 'broker-client-id-taken') break
      first.clock.advance(20_000)
      await becomes(first.session, 'up')
      await becomes(second.session, 'down')
    }
    const { state } = first.session
    expect(state.kind === 'down' && state.retryAt - state.since).toBeGreaterThanOrEqual(60_000)
    expect(second.session.state.kind).toBe('up')
  })

  test.each([
    ['nothing but silence', () => undefined, 'broker-unreachable'],
    [
      'a web server',
      (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
      'broker-protocol',
    ],
    [
      'an endless packet',
      (socket: Socket) => socket.write(Buffer.from([0x20, 0xff, 0xff, 0xff, 0x7f])),
      'broker-protocol',
    ],
    [
      'a refusal',
      (socket: Socket) => socket.write(Buffer.from([0x20, 2, 0, 5])),
      'broker-refused-login',
    ],
    ['an immediate close', (socket: Socket) => socket.destroy(), undefined],
    [
      'a CONNACK and then silence',
      (socket: Socket) => socket.write(Buffer.from([0x20, 2, 0, 0])),
      'broker-unreachable',
    ],
  ])('says what is wrong with %s', async (_name, onSocket, code) => {
    const server = await listen((socket) => {
      socket.once('data', () => onSocket(socket))
    })
    const { session, clock } = sessionTo(portOf(server))
    const connected = once(server, 'connection')
    session.start()
    await connected
    // The deadline is the session's own clock; other answers come before it.
    if (code === 'broker-unreachable') clock.advance(20_000)
    await becomes(session, 'down')
    if (code !== undefined) expect(faultOf(session)).toBe(code)
    expect(faultOf(session)).toMatch(/^broker-/)
  })

  test('leaves for good when told to, also in the middle of connecting', async () => {
    const aedes = await aedesBroker()
    const server = await listen(handle(aedes))
    const { session, clock, states } = sessionTo(portOf(server))
    session.start()
    session.stop()
    expect(session.state.kind).toBe('off')
    session.start()
    await becomes(session, 'up')
    session.stop()
    await vi.waitFor(() => expect(aedes.connectedClients).toBe(0))
    clock.advance(600_000)
    expect(states.at(-1)).toEqual({ kind: 'off' })
    expect(clock.pending).toBe(0)
  })

  test('names a certificate file that is not there', async () => {
    const { session } = sessionTo(1, { protocol: 'mqtts', caFile: '/nowhere/ca.pem' })
    session.start()
    await becomes(session, 'down')
    expect(session.state).toMatchObject({ fault: { code: 'broker-certificate' } })
  })
})
