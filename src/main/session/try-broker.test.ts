import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { Aedes } from 'aedes'
import { afterEach, expect, test } from 'vitest'
import type { BrokerLink } from './broker-link'
import { ManualClock } from './fixtures/manual-clock'
import { tryBroker } from './try-broker'

const cleanUps: (() => void)[] = []
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp()
})

const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanUps.push(() => server.close())
  return (server.address() as AddressInfo).port
}
const link = (port: number, username = ''): BrokerLink => ({
  protocol: 'mqtt',
  host: '127.0.0.1',
  port,
  path: '',
  username,
  password: 'wrong',
  clientId: 'station',
  version: 4,
  caFile: '',
  certFile: '',
  keyFile: '',
  verify: true,
})

test('says yes to a broker and leaves it', async () => {
  const aedes = await Aedes.createBroker()
  cleanUps.push(() => aedes.close())
  const port = await listening(createServer(aedes.handle))
  const left = once(aedes, 'clientDisconnect')
  const clock = new ManualClock()
  expect(await tryBroker({ link: link(port), ...clock })).toEqual({ ok: true })
  await left
  expect(clock.pending).toBe(0)
})

test('says why not', async () => {
  const aedes = await Aedes.createBroker({ authenticate: (_c, _u, _p, done) => done(null, false) })
  cleanUps.push(() => aedes.close())
  const port = await listening(createServer(aedes.handle))
  expect(await tryBroker({ link: link(port, 'dock'), ...new ManualClock() })).toMatchObject({
    ok: false,
    fault: { code: 'broker-refused-login' },
  })
})

test('answers at its deadline whatever the other side does', async () => {
  const server = createServer((socket) => cleanUps.push(() => socket.destroy()))
  const clock = new ManualClock()
  const port = await listening(server)
  const answer = tryBroker({ link: link(port), ...clock, deadline: 3000 })
  await once(server, 'connection')
  clock.advance(3000)
  expect(await answer).toMatchObject({ ok: false, fault: { code: 'broker-unreachable' } })
})
