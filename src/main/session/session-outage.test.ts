import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import type { LinkState } from '@shared/site'
import { expect, test, vi } from 'vitest'
import { ManualClock } from './fixtures/manual-clock'
import { Session } from './session'

/** A port at which nobody answers. */
const closedPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

test('an outage begins once, however often the broker is tried', async () => {
  const clock = new ManualClock()
  const session = new Session({
    link: {
      protocol: 'mqtt',
      host: '127.0.0.1',
      port: await closedPort(),
      path: '/mqtt',
      username: '',
      clientId: 'station',
      version: 5,
      caFile: '',
      certFile: '',
      keyFile: '',
      verify: true,
    },
    now: clock.now,
    schedule: clock.schedule,
    random: () => 0,
  })
  const states: LinkState[] = []
  session.onState((state) => states.push(state))
  const downs = () => states.filter((state) => state.kind === 'down')
  session.start()
  for (const count of [1, 2, 3]) {
    await vi.waitFor(() => expect(downs()).toHaveLength(count), { timeout: 5000, interval: 5 })
    clock.advance(5_000)
  }
  const [first, , last] = downs()
  expect(last).toMatchObject({ since: first?.since, attempt: 3, fault: first?.fault })
  // While it is tried again the operator still sees why it is down.
  const again = states.filter((state) => state.kind === 'connecting').at(-1)
  expect(again).toMatchObject({ since: first?.since, fault: { code: 'broker-unreachable' } })
  session.stop()
  session.start()
  const anew = states.at(-1)
  expect(anew).toEqual({ kind: 'connecting', since: clock.time })
  session.stop()
})
