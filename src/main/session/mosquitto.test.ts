import { connectAsync } from 'mqtt'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { BrokerLink } from './broker-link'
import { clientOptions } from './client-options'
import { ManualClock } from './fixtures/manual-clock'
import { Mosquitto, mosquittoInstalled } from './fixtures/mosquitto'
import { Session } from './session'

const cleanUps: (() => void)[] = []
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp()
})

describe.skipIf(!mosquittoInstalled())('Session with Mosquitto', () => {
  const mosquitto = new Mosquitto()
  beforeAll(() => mosquitto.start(), 30_000)
  afterAll(() => mosquitto.remove())

  const linkWith = (change: Partial<BrokerLink>): BrokerLink => ({
    protocol: 'mqtt',
    host: '127.0.0.1',
    port: mosquitto.plainPort,
    path: '/mqtt',
    username: 'station',
    password: 'sesame',
    clientId: `station-${Math.random()}`,
    version: 5,
    caFile: '',
    certFile: '',
    keyFile: '',
    verify: true,
    ...change,
  })
  const sessionWith = (change: Partial<BrokerLink>) => {
    const clock = new ManualClock()
    const link = linkWith(change)
    const session = new Session({ link, now: clock.now, schedule: clock.schedule, random: () => 0 })
    cleanUps.push(() => session.stop())
    session.start()
    return { session, clock }
  }
  const settles = (session: Session, kind: 'up' | 'down') =>
    vi.waitFor(() => expect(session.state).toMatchObject({ kind }), { timeout: 8000, interval: 10 })
  const tls = (change: Partial<BrokerLink> = {}): Partial<BrokerLink> => ({
    protocol: 'mqtts',
    port: mosquitto.tlsPort,
    caFile: mosquitto.file('ca.pem'),
    certFile: mosquitto.file('client.pem'),
    keyFile: mosquitto.file('client.key'),
    ...change,
  })

  /** A dock says something and hears what the station answers. */
  const exchange = async (session: Session): Promise<void> => {
    const dock = await connectAsync(`mqtt://127.0.0.1:${mosquitto.plainPort}`, {
      username: 'dock',
      password: 'sesame',
      reconnectPeriod: 0,
    })
    cleanUps.push(() => dock.end(true))
    const topics: string[] = []
    const services: string[] = []
    session.onMessage((topic) => topics.push(topic))
    dock.on('message', (_topic, payload) => services.push(payload.toString()))
    await dock.subscribeAsync('thing/product/A1/services')
    await dock.publishAsync('thing/product/A1/state', 'not allowed by the access list')
    await dock.publishAsync('thing/product/A1/osd', 'hello', { qos: 1 })
    await vi.waitFor(() => expect(topics).toEqual(['thing/product/A1/osd']))
    expect(session.publish('thing/product/A1/services', 'answer')).toBe(true)
    await vi.waitFor(() => expect(services).toEqual(['answer']))
  }

  test.each<[string, () => Partial<BrokerLink>]>([
    ['MQTT 3.1.1', () => ({ version: 4 })],
    ['MQTT 5', () => ({ version: 5 })],
    ['web sockets', () => ({ protocol: 'ws', port: mosquitto.wsPort })],
    ['TLS with a client certificate', () => tls()],
    [
      'TLS with a locked key',
      () => tls({ keyFile: mosquitto.file('client-locked.key'), keyPassphrase: 'locked' }),
    ],
    ['TLS unchecked', () => tls({ caFile: '', verify: false, version: 4 })],
  ])('talks over %s', async (_name, change) => {
    const { session } = sessionWith(change())
    await settles(session, 'up')
    await exchange(session)
  })

  test.each<[string, () => Partial<BrokerLink>, string]>([
    ['a wrong password', () => ({ password: 'wrong' }), 'broker-refused-login'],
    [
      'a wrong password in MQTT 3.1.1',
      () => ({ password: 'wrong', version: 4 }),
      'broker-refused-login',
    ],
    ['no login', () => ({ username: '' }), 'broker-refused-login'],
    [
      'a broker signed by a stranger',
      () => tls({ caFile: mosquitto.file('stranger.pem') }),
      'broker-certificate',
    ],
    ['no authority at all', () => tls({ caFile: '' }), 'broker-certificate'],
    [
      'a name that is not in the certificate',
      () => tls({ host: 'localhost' }),
      'broker-certificate',
    ],
    ['no client certificate', () => tls({ certFile: '', keyFile: '' }), 'broker-certificate'],
    [
      'a locked key without its passphrase',
      () => tls({ keyFile: mosquitto.file('client-locked.key') }),
      'broker-certificate',
    ],
    ['TLS to a plain port', () => tls({ port: mosquitto.plainPort }), 'broker-protocol'],
    ['plain to a TLS port', () => ({ port: mosquitto.tlsPort }), 'broker-'],
    ['a web socket to a plain port', () => ({ protocol: 'ws' }), 'broker-'],
  ])('names %s', async (_name, change, code) => {
    const { session } = sessionWith(change())
    await settles(session, 'down')
    expect(session.state.kind === 'down' && session.state.fault.code).toContain(code)
  })

  test('finds its session again after the broker was killed', async () => {
    const { session, clock } = sessionWith({})
    await settles(session, 'up')
    await mosquitto.kill()
    await settles(session, 'down')
    expect(session.state).toMatchObject({ fault: { code: 'broker-lost' } })
    await mosquitto.start()
    clock.advance(500)
    await settles(session, 'up')
    await exchange(session)
  }, 15_000)

  /** What the broker keeps in a topic now. */
  const kept = async (topic: string): Promise<string | undefined> => {
    const reader = await connectAsync(await clientOptions(linkWith({})))
    let text: string | undefined
    reader.on('message', (_topic, payload) => (text = payload.toString()))
    await reader.subscribeAsync(topic, { qos: 1 })
    await reader.publishAsync('thing/product/A1/services', 'round trip', { qos: 1 })
    reader.end(true)
    return text
  }
  const becomesKept = (topic: string, text: string | undefined) =>
    vi.waitFor(async () => expect(await kept(topic)).toBe(text), { timeout: 9000, interval: 200 })

  test.each([4, 5] as const)(
    'MQTT version %i: what is kept of a connection that dies is taken away',
    async (version) => {
      const clientId = `wisher-${version}`
      const topic = `dockwall/stations/${clientId}/wishes`
      const doomed = await connectAsync(
        await clientOptions(linkWith({ version, clientId, will: topic })),
      )
      await doomed.publishAsync(topic, 'wishes', { qos: 1, retain: true })
      await becomesKept(topic, 'wishes')
      doomed.stream.destroy()
      await becomesKept(topic, undefined)
    },
    15_000,
  )

  test('what is kept for a time is gone after it', async () => {
    const { session } = sessionWith({ clientId: 'shortly' })
    await settles(session, 'up')
    const topic = 'dockwall/stations/shortly/wishes'
    session.publishKept(topic, 'wishes', 2)
    await becomesKept(topic, 'wishes')
    await becomesKept(topic, undefined)
  }, 15_000)

  test('tells when another station takes its client id', async () => {
    const first = sessionWith({ clientId: 'same' })
    await settles(first.session, 'up')
    for (let round = 0; round < 3; round++) {
      const second = sessionWith({ clientId: 'same' })
      await settles(second.session, 'up')
      await settles(first.session, 'down')
      second.session.stop()
      if (round === 2) break
      first.clock.advance(20_000)
      await settles(first.session, 'up')
    }
    expect(first.session.state).toMatchObject({ fault: { code: 'broker-client-id-taken' } })
  })
})
