import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { WhipExchange, WhipPlace } from '@shared/media-contract'
import type { Hub } from '../../hub/hub'
import type { ExpectedStreams } from '../expected-streams'
import type { IngestEvents } from '../ingest-events'
import { listenOn, type ListenResult } from '../listen-on'
import type { WhipEngine } from './whip-engine'
import { WhipEndpoint } from './whip-endpoint'
import { CORS, refusal, type WhipReply } from './whip-reply'
import { WhipSessions } from './whip-sessions'

export interface WhipServerEvents extends IngestEvents {
  /** What an admitted publisher offered and was told, without secrets. */
  exchange(exchange: WhipExchange): void
}

export interface WhipServerDeps {
  hub: Hub
  /** Shared with other ingests; say `recheck` when it changed. */
  expected: ExpectedStreams
  engine: WhipEngine
  events: WhipServerEvents
  /** Milliseconds since the epoch. */
  now: () => number
  /** Milliseconds by a clock that nobody sets. */
  clock: () => number
}

const MAX_CONNECTIONS = 256
const MAX_PER_REMOTE = 64
const LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 8 * 1024,
} as const
/** How long a refused request may go on sending before its connection is cut. */
const LAST_WORDS_MS = 1000

/** The WHIP ingest: HTTP in front, the engine behind. Call `tick` once a second. */
export class WhipServer {
  private server: Server | undefined
  private place: { host: string; external?: string } = { host: '' }
  private readonly sessions: WhipSessions
  private readonly endpoint: WhipEndpoint
  private readonly sockets = new Set<Socket>()

  constructor(private readonly deps: WhipServerDeps) {
    const { events, expected, now } = deps
    this.sessions = new WhipSessions(deps)
    this.endpoint = new WhipEndpoint({
      sessions: this.sessions,
      expected,
      now,
      place: () => this.place,
      refused: (reason, remote, stream) => events.refused(reason, remote, stream),
      exchange: (exchange) => events.exchange(exchange),
    })
  }

  /** Listens, or listens elsewhere; running publishers stay. Port 0 lets the system choose. */
  listen(place: WhipPlace): Promise<ListenResult> {
    const { host, port, udp } = place
    this.server?.close()
    this.place = place
    this.deps.engine.usePorts({ host, ...udp })
    const server = createServer(LIMITS, (request, response) => void this.take(request, response))
    server.maxConnections = MAX_CONNECTIONS
    server.on('connection', (socket) => this.accept(socket))
    this.server = server
    return listenOn(server, { host, port }, 'whip')
  }

  /** The list of expected streams changed: who publishes one that is not on it is closed. */
  recheck(): void {
    for (const session of this.sessions.all)
      if (!this.deps.expected.still(session.facts.name)) void session.close('no-longer-expected')
  }

  tick(): void {
    this.sessions.tick()
  }

  /** Ends everything; resolves when all ports are free. */
  async stop(): Promise<void> {
    const { server } = this
    this.server = undefined
    const closed = this.sessions.all.map((session) => session.close('server-stopped'))
    for (const socket of this.sockets) socket.destroy()
    await Promise.all(closed)
    if (server?.listening) await new Promise((done) => server.close(done))
  }

  private accept(socket: Socket): void {
    let same = 0
    for (const { remoteAddress } of this.sockets) if (remoteAddress === socket.remoteAddress) same++
    if (same >= MAX_PER_REMOTE) {
      this.deps.events.refused('too-many-connections', socket.remoteAddress ?? '')
      socket.destroy()
      return
    }
    this.sockets.add(socket)
    socket.on('close', () => this.sockets.delete(socket))
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = await this.endpoint
      .answer(request)
      .catch(() => refusal(500, 'failed', 'Something went wrong here.'))
    if (response.destroyed) return
    this.write(reply, response)
    if (request.complete) return
    // The rest of the body is nobody's business; a publisher that keeps sending is cut off.
    request.resume()
    const late = setTimeout(() => request.socket.destroy(), LAST_WORDS_MS)
    request.socket.once('close', () => clearTimeout(late))
  }

  private write({ status, headers, body = '' }: WhipReply, response: ServerResponse): void {
    const last = response.req.complete ? {} : { Connection: 'close' }
    const length = status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) }
    response.writeHead(status, { ...CORS, ...headers, ...last, ...length })
    response.end(status === 204 ? undefined : body)
  }
}
