import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import type { WhipExchange } from '@shared/media-contract'
import { Hub } from '../../hub/hub'
import { ExpectedStreams } from '../expected-streams'
import { FakeEngine, OFFER } from './engine-fixture'
import { WhipServer } from './whip-server'

export interface Answered {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

export interface Asking {
  method?: string
  path?: string
  headers?: OutgoingHttpHeaders
  body?: string
}

export const SDP = { 'Content-Type': 'application/sdp' }
export const PATH = '/rtc/v1/whip/?app=live&stream=one_k'

/** For tests: one request on a connection of its own. */
const ask = (
  port: number,
  { method = 'POST', path = PATH, headers = SDP, body = OFFER }: Asking,
): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const place = { host: '127.0.0.1', port, method, path, headers, agent: false as const }
    const sending = request(place, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      )
      response.on('error', reject)
    })
    sending.on('error', reject)
    sending.end(method === 'POST' || method === 'PATCH' ? body : undefined)
  })

/** For tests: a listening WHIP server with an engine and a clock of its own, and all it says. */
export const startWhip = async () => {
  const clock = { now: 1_000_000 }
  const said: string[] = []
  const exchanges: WhipExchange[] = []
  const hub = new Hub(() => clock.now)
  const engine = new FakeEngine()
  const expected = new ExpectedStreams()
  expected.set([
    { stream: 'one', key: 'k' },
    { stream: 'two', key: 'k' },
  ])
  const server = new WhipServer({
    hub,
    expected,
    engine,
    now: () => clock.now,
    clock: () => clock.now,
    events: {
      publisher: (stream, event, reason) =>
        said.push(`${stream} ${event}${event === 'ended' ? ` ${reason}` : ''}`),
      refused: (reason, _remote, stream) => said.push(`refused ${reason} ${stream ?? ''}`.trim()),
      dropped: (stream, problem) => said.push(`${stream} dropped ${problem}`),
      exchange: (exchange) => exchanges.push(exchange),
    },
  })
  const listening = await server.listen({
    host: '127.0.0.1',
    port: 0,
    udp: { from: 50000, to: 50099 },
    external: '203.0.113.9',
  })
  if (listening.kind !== 'listening') throw new Error('does not listen')
  const { port } = listening
  const seconds = (count: number) => {
    for (let second = 0; second < count; second++) {
      clock.now += 1000
      server.tick()
    }
  }
  /** The newest session of the engine. */
  const newest = () => {
    const session = engine.sessions.at(-1)
    if (!session) throw new Error('no session')
    return session
  }
  return {
    server,
    hub,
    engine,
    expected,
    clock,
    said,
    exchanges,
    port,
    seconds,
    newest,
    ask: (asking: Asking = {}) => ask(port, asking),
  }
}
