import { execFile, spawnSync } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { connect } from 'mqtt'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { RunningBroker } from './fixtures/running-broker'
import { startBroker } from './start-broker'

let running: RunningBroker | undefined
afterEach(async () => {
  await running?.stop()
  running = undefined
})
const start = async (change: Parameters<typeof RunningBroker.start>[0] = {}) =>
  (running = await RunningBroker.start(change))

describe.each([4, 5] as const)('MQTT version %i', (protocolVersion) => {
  test('a dock speaks and is spoken to, at every quality', async () => {
    const site = await start()
    const { client: station, heard } = await site.station()
    const dock = await site.dock({ protocolVersion })
    const told: string[] = []
    dock.on('message', (topic, payload) => told.push(`${topic} ${payload.toString()}`))
    await dock.subscribeAsync('thing/product/A1/services', { qos: 1 })
    for (const qos of [0, 1, 2] as const)
      await dock.publishAsync('thing/product/A1/osd', `osd at ${qos}`, { qos })
    await station.publishAsync('thing/product/A1/services', 'start', { qos: 1 })
    await vi.waitFor(() => expect(told).toEqual(['thing/product/A1/services start']))
    await vi.waitFor(() =>
      expect(heard).toEqual([0, 1, 2].map((qos) => `thing/product/A1/osd osd at ${qos}`)),
    )
    expect(site.broker.localAddressOf('A1')).toBe('127.0.0.1')
    expect(site.broker.localAddressOf('A2')).toBe(undefined)
  })

  test('says which gateways are gone, however their connection ended', async () => {
    const left: string[] = []
    const site = await start({ gatewayLeft: (sn) => left.push(sn) })
    const dock = await site.dock({ protocolVersion, clientId: 'one' })
    const other = await site.dock({ protocolVersion, clientId: 'two' })
    await dock.publishAsync('thing/product/A1/osd', 'x', { qos: 1 })
    await other.publishAsync('thing/product/A2/osd', 'x', { qos: 1 })
    dock.stream.destroy()
    await vi.waitFor(() => expect(left).toEqual(['A1']))
    await other.endAsync()
    await vi.waitFor(() => expect(left).toEqual(['A1', 'A2']))
  })

  test('nobody but the station commands docks or listens to others, and nobody is thrown out for trying', async () => {
    const site = await start()
    const { heard } = await site.station()
    const victim = await site.dock({ protocolVersion })
    const told: string[] = []
    victim.on('message', (_topic, payload) => told.push(payload.toString()))
    await victim.subscribeAsync('thing/product/A1/services', { qos: 1 })
    const other = await site.dock({ protocolVersion })
    for (const filter of ['#', 'thing/product/+/services', '$SYS/#'])
      await expect(other.subscribeAsync(filter)).rejects.toThrow()
    await other.publishAsync('thing/product/A1/services', 'evil', { qos: 1 })
    await other.publishAsync('thing/product/A1/osd', 'still here', { qos: 1 })
    await vi.waitFor(() => expect(heard).toEqual(['thing/product/A1/osd still here']))
    expect(told).toEqual([])
    expect(site.broker.counters).toMatchObject({ messagesDenied: 1, subscriptionsDenied: 3 })
  })

  test('wrong logins are refused with the code for it', async () => {
    const site = await start()
    const badLogin = protocolVersion === 5 ? 0x86 : 4
    for (const change of [
      { password: 'wrong' },
      { username: 'root' },
      { username: '', password: '' },
    ])
      await expect(site.dock({ protocolVersion, ...change })).rejects.toMatchObject({
        code: badLogin,
      })
    expect(site.broker.counters.loginsRefused).toBe(3)
  })

  test('a session waits for its client and is given to nobody else', async () => {
    const site = await start({ perDock: true })
    const { client: station } = await site.station()
    const lasting = {
      protocolVersion,
      clean: false,
      clientId: 'A1-client',
      username: 'A1',
      ...(protocolVersion === 5 && { properties: { sessionExpiryInterval: 600 } }),
    } as const
    const before = await site.dock(lasting)
    await before.subscribeAsync('thing/product/A1/services', { qos: 1 })
    await before.endAsync()
    await station.publishAsync('thing/product/A1/services', 'while away', { qos: 1 })
    await expect(site.dock({ ...lasting, username: 'A2' })).rejects.toThrow()
    const told: string[] = []
    const after = connect({ ...before.options, ...lasting, reconnectPeriod: 0 })
    after.on('message', (_topic, payload) => told.push(payload.toString()))
    await vi.waitFor(() => expect(told).toEqual(['while away']))
    await after.endAsync()
  })
})

test('each dock has its own topics and its aircraft’s', async () => {
  const site = await start({ perDock: true })
  const { heard } = await site.station()
  const dock = await site.dock({ username: 'A1' })
  await dock.publishAsync('thing/product/AIR1/osd', 'too early', { qos: 1 })
  await dock.publishAsync(
    'sys/product/A1/status',
    '{"method":"update_topo","data":{"sub_devices":[{"sn":"AIR1"}]}}',
    { qos: 1 },
  )
  await dock.publishAsync('thing/product/AIR1/osd', 'mine', { qos: 1 })
  await dock.publishAsync('thing/product/A2/osd', 'not mine', { qos: 1 })
  await dock.publishAsync('thing/product/A1/osd', 'me', { qos: 1 })
  await vi.waitFor(() => expect(heard.at(-1)).toBe('thing/product/A1/osd me'))
  expect(heard.map((line) => line.split(' ')[0])).toEqual([
    'sys/product/A1/status',
    'thing/product/AIR1/osd',
    'thing/product/A1/osd',
  ])
  await expect(dock.subscribeAsync('thing/product/A2/services')).rejects.toThrow()
  await dock.subscribeAsync('thing/product/A1/services')
})

test('MQTT 5: who takes a client id over is told to the one before', async () => {
  const site = await start()
  const first = await site.dock({ protocolVersion: 5, clientId: 'same' })
  const told = new Promise<number | undefined>((resolve) => {
    first.on('disconnect', ({ reasonCode }) => resolve(reasonCode))
  })
  await site.dock({ protocolVersion: 5, clientId: 'same' })
  expect(await told).toBe(0x8e)
})

test('MQTT 5: a clean start forgets the session before it', async () => {
  const site = await start()
  const { client: station } = await site.station()
  const options = {
    protocolVersion: 5,
    clientId: 'x',
    properties: { sessionExpiryInterval: 600 },
  } as const
  const before = await site.dock({ ...options, clean: true })
  await before.subscribeAsync('thing/product/A1/services', { qos: 1 })
  await before.endAsync()
  await station.publishAsync('thing/product/A1/services', 'old', { qos: 1 })
  const after = await site.dock({ ...options, clean: true })
  const told: string[] = []
  after.on('message', (_topic, payload) => told.push(payload.toString()))
  await after.subscribeAsync('thing/product/A1/services', { qos: 1 })
  await station.publishAsync('thing/product/A1/services', 'new', { qos: 1 })
  await vi.waitFor(() => expect(told).toEqual(['new']))
})

test('a busy port is a fault, not an exception', async () => {
  const blocker = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => blocker.once('listening', resolve))
  const { port } = blocker.address() as AddressInfo
  const options = {
    username: 'dock',
    perDock: false,
    password: 'x',
    maxConnections: 5,
    maxPacketKiB: 64,
    messagesPerSecond: 10,
    now: () => 42,
  }
  expect(await startBroker({ host: '127.0.0.1', port, ...options })).toEqual({
    fault: { code: 'broker-port-busy', at: 42, detail: String(port) },
  })
  expect(await startBroker({ host: '192.0.2.1', port: 0, ...options })).toMatchObject({
    fault: { code: 'broker-listen-failed' },
  })
  blocker.close()
})

const MOSQUITTO_PUB = 'mosquitto_pub'
const mosquittoClients = spawnSync(MOSQUITTO_PUB, ['--help']).error === undefined
if (!mosquittoClients) console.warn('SKIPPED: Mosquitto’s clients are not installed')
test.skipIf(!mosquittoClients).each(['mqttv31', 'mqttv311', 'mqttv5'])(
  'takes mosquitto_pub with %s',
  async (version) => {
    const site = await start()
    const { heard } = await site.station()
    const args = [
      '-h',
      '127.0.0.1',
      '-p',
      String(site.broker.port),
      '-u',
      'dock',
      '-P',
      'open sesame',
      '-V',
      version,
    ]
    await promisify(execFile)(MOSQUITTO_PUB, [
      ...args,
      '-i',
      'mp',
      '-t',
      'thing/product/A1/osd',
      '-q',
      '2',
      '-m',
      version,
    ])
    await vi.waitFor(() => expect(heard).toEqual([`thing/product/A1/osd ${version}`]))
  },
)
