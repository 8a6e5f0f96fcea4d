import type { Socket } from 'node:net'
import { ServerSession, type SessionProblem } from '@protocol/rtmp/server-session'
import type { PublisherSeat } from '../../hub/hub-stream'
import { VideoIngest, type VideoProblem } from '../../video-ingest'

/** Why a connection is over. */
export type CloseReason =
  | SessionProblem
  | 'handshake-late'
  | 'publish-late'
  | 'silent'
  | 'answers-unread'
  | 'replaced'
  | 'no-longer-expected'
  | 'server-stopped'
  | 'peer-closed'
  | 'unpublished'
  | 'too-many-connections'

/** Deadlines in ticks, so that a clock that is set anew closes nobody and keeps nobody. */
const LIMITS = {
  handshakeTicks: 5,
  publishTicks: 10,
  silentTicks: 10,
  unreadBytes: 256 * 1024,
  lastWordsMs: 1_000,
} as const

/** What a connection asks of the server it belongs to. */
export interface ConnectionOwner {
  now(): number
  connect(app: string): string | undefined
  /** A seat in the hub, or the reason why there is none, in words for the publisher. */
  publish(connection: RtmpConnection, name: string): PublisherSeat | string
  problem(connection: RtmpConnection, problem: VideoProblem): void
  /** The publisher said that it is done; the connection may stay. */
  unpublished(connection: RtmpConnection): void
  closed(connection: RtmpConnection, reason: CloseReason): void
}

/** One socket of the RTMP server: its session, its deadlines and its seat in the hub. */
export class RtmpConnection {
  readonly remote: string
  /** True once it published, also when it no longer does. */
  published = false
  /** Why the owner refused it, for the report; the publisher is told less. */
  refusal: { reason: string; stream?: string } | undefined
  private readonly session: ServerSession
  private seat: PublisherSeat | undefined
  private video: VideoIngest | undefined
  /** Ticks since the last video message, or since this connection began to wait for one. */
  private waited = 0
  private over = false

  constructor(
    private readonly socket: Socket,
    private readonly owner: ConnectionOwner,
  ) {
    this.remote = socket.remoteAddress ?? ''
    this.session = new ServerSession({
      connect: (app) => owner.connect(app),
      publish: (name) => this.publish(name),
      video: (body, timestamp) => this.take(body, timestamp),
      unpublish: () => this.unpublish(),
    })
    socket.on('data', (bytes) => this.receive(bytes))
    // An error is always followed by `close`.
    socket.on('error', () => {})
    socket.on('close', () => this.close('peer-closed'))
  }

  /** Closes when a deadline has passed; to be called once a second. */
  tick(): void {
    this.waited++
    if (this.seat) {
      if (this.waited > LIMITS.silentTicks) this.close('silent')
    } else if (!this.session.handshaken) {
      if (this.waited > LIMITS.handshakeTicks) this.close('handshake-late')
    } else if (this.waited > LIMITS.publishTicks) {
      this.close('publish-late')
    }
  }

  /** Ends the connection; a refusal still goes out, if the peer takes it soon. */
  close(reason: CloseReason): void {
    if (this.over) return
    this.over = true
    this.leave()
    this.flush()
    if (reason === 'publish-refused' || reason === 'connect-refused' || reason === 'play-refused') {
      this.socket.destroySoon()
      const late = setTimeout(() => this.socket.destroy(), LIMITS.lastWordsMs)
      this.socket.once('close', () => clearTimeout(late))
    } else this.socket.destroy()
    this.owner.closed(this, reason)
  }

  private receive(bytes: Uint8Array): void {
    if (this.over) return
    const problem = this.session.receive(bytes)
    if (this.over) return
    this.flush()
    if (problem) this.close(problem)
    else if (this.socket.writableLength > LIMITS.unreadBytes) this.close('answers-unread')
  }

  private flush(): void {
    const out = this.session.take()
    if (out.length === 0 || !this.socket.writable) return
    this.socket.cork()
    for (const bytes of out) this.socket.write(bytes)
    this.socket.uncork()
  }

  private publish(name: string): string | undefined {
    if (this.over) return 'Closed.'
    const seat = this.owner.publish(this, name)
    if (typeof seat === 'string') return seat
    this.published = true
    this.seat = seat
    this.video = new VideoIngest(seat, () => this.owner.now())
    this.waited = 0
    return undefined
  }

  private take(body: Uint8Array, timestamp: number): void {
    if (this.over || !this.video) return
    this.waited = 0
    const problem = this.video.take(body, timestamp)
    if (problem) this.owner.problem(this, problem)
  }

  private unpublish(): void {
    if (this.over) return
    this.leave()
    this.owner.unpublished(this)
  }

  private leave(): void {
    this.seat?.end()
    this.seat = undefined
    this.video = undefined
  }
}
