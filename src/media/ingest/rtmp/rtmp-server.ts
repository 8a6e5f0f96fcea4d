import { createServer, type Server, type Socket } from 'node:net'
import { RTMP_APP } from '@shared/media-contract'
import type { Hub } from '../../hub/hub'
import type { PublisherSeat } from '../../hub/hub-stream'
import type { ExpectedStreams } from '../expected-streams'
import type { IngestEvents } from '../ingest-events'
import { listenOn, type ListenResult } from '../listen-on'
import { RtmpConnection, type CloseReason, type ConnectionOwner } from './rtmp-connection'

const MAX_CONNECTIONS = 512
const MAX_PER_REMOTE = 128
const KEEP_ALIVE_MS = 10_000
const EXPECTED: ReadonlySet<CloseReason> = new Set([
  'replaced',
  'no-longer-expected',
  'server-stopped',
])

/**
 * The RTMP ingest: takes publishers of expected streams, newest wins, and gives what they push to
 * the hub. Refuses everything else with a reason. Call `tick` once a second: all deadlines are
 * counted there.
 */
export class RtmpServer {
  private server: Server | undefined
  private readonly connections = new Set<RtmpConnection>()
  private readonly publishers = new Map<string, { connection: RtmpConnection; name: string }>()

  /** `expected` is shared with other ingests; say `recheck` when it changed. */
  constructor(
    private readonly hub: Hub,
    private readonly expected: ExpectedStreams,
    private readonly events: IngestEvents,
    private readonly now: () => number,
  ) {}

  /** Listens, or listens elsewhere; running publishers stay. Port 0 lets the system choose. */
  listen(host: string, port: number): Promise<ListenResult> {
    this.server?.close()
    const server = createServer({ noDelay: true, keepAlive: true }, (socket) => this.accept(socket))
    this.server = server
    return listenOn(server, { host, port }, 'rtmp')
  }

  /** The list of expected streams changed: who publishes one that is not on it is closed. */
  recheck(): void {
    for (const { connection, name } of [...this.publishers.values()])
      if (!this.expected.still(name)) connection.close('no-longer-expected')
  }

  tick(): void {
    for (const connection of this.connections) connection.tick()
  }

  stop(): void {
    this.server?.close()
    this.server = undefined
    for (const connection of this.connections) connection.close('server-stopped')
  }

  private accept(socket: Socket): void {
    const remote = socket.remoteAddress ?? ''
    let same = 0
    for (const connection of this.connections) if (connection.remote === remote) same++
    if (this.connections.size >= MAX_CONNECTIONS || same >= MAX_PER_REMOTE) {
      socket.on('error', () => {})
      socket.destroy()
      this.events.refused('too-many-connections', remote)
      return
    }
    socket.setKeepAlive(true, KEEP_ALIVE_MS)
    this.connections.add(new RtmpConnection(socket, this.owner))
  }

  private readonly owner: ConnectionOwner = {
    now: () => this.now(),
    connect: (app) =>
      app.replace(/\/+$/, '') === RTMP_APP ? undefined : `The app is "${RTMP_APP}".`,
    publish: (connection, name) => this.publish(connection, name),
    problem: (connection, problem) => {
      const stream = this.streamOf(connection)
      if (stream !== undefined) this.events.dropped(stream, problem)
    },
    unpublished: (connection) => this.ended(connection, 'unpublished'),
    closed: (connection, reason) => {
      this.connections.delete(connection)
      this.ended(connection, reason)
      const left = reason === 'peer-closed' && connection.published
      if (!EXPECTED.has(reason) && !left) this.refused(connection, reason)
    },
  }

  private publish(connection: RtmpConnection, name: string): PublisherSeat | string {
    const admission = this.expected.admit(name)
    if (!admission.ok) {
      connection.refusal = admission
      return 'This stream is not expected here.'
    }
    const { stream } = admission
    // The hub's seat first: viewers then see the new publisher and not the end of the old one.
    const replaced = () => connection.close('replaced')
    const seat = this.hub.stream(stream).publish({ replaced })
    this.publishers.set(stream, { connection, name })
    this.events.publisher(stream, 'started', connection.remote)
    return seat
  }

  private ended(connection: RtmpConnection, reason: CloseReason): void {
    const stream = this.streamOf(connection)
    if (stream === undefined) return
    this.publishers.delete(stream)
    this.events.publisher(stream, 'ended', reason)
  }

  private refused({ refusal, remote }: RtmpConnection, reason: CloseReason): void {
    if (refusal) this.events.refused(refusal.reason, remote, refusal.stream)
    else this.events.refused(reason, remote)
  }

  private streamOf(connection: RtmpConnection): string | undefined {
    for (const [stream, publisher] of this.publishers)
      if (publisher.connection === connection) return stream
    return undefined
  }
}
