import { uint16, uint32 } from '../big-endian'
import { splitAggregate } from './aggregate'
import { amf0Text } from './amf0-value'
import { ChunkReader, type ChunkProblem } from './chunk-reader'
import { ChunkWriter } from './chunk-writer'
import { commandMessage, readCommand, type CommandProblem, type RtmpCommand } from './command'
import { ServerHandshake } from './handshake'
import * as message from './message'
import { connectResult, errorResult, statusCommand, type Status } from './status'

const { MESSAGE, USER_CONTROL } = message

export type SessionProblem =
  | ChunkProblem
  | CommandProblem
  | 'not-rtmp'
  | 'connect-refused'
  | 'publish-refused'
  | 'play-refused'
  | 'too-many-streams'

/** What a session asks of whoever runs the server. A text refuses and says why. */
export interface SessionHandler {
  connect(app: string): string | undefined
  publish(stream: string): string | undefined
  /** A video message of the accepted publisher: an FLV video tag body that owns its buffer. */
  video(body: Uint8Array, timestamp: number): void
  unpublish(): void
}

const WINDOW = 2_500_000
const OUT_CHUNK = 4096
const MAX_STREAMS = 8
const CONTROL = 2
const COMMANDS = 3

/**
 * The server's side of one RTMP connection that publishes, without its socket: bytes in through
 * `receive`, bytes out through `take`. Source: RTMP 1.0 section 7.2, and the commands that Flash
 * Media Live Encoder added (releaseStream, FCPublish, FCUnpublish).
 */
export class ServerSession {
  private readonly handshake = new ServerHandshake()
  private readonly reader = new ChunkReader()
  private readonly writer = new ChunkWriter()
  private out: Uint8Array[] = []
  private phase: 'handshake' | 'connecting' | 'connected' | 'publishing' = 'handshake'
  private problem: SessionProblem | undefined
  private streams = 0
  private window = WINDOW
  private received = 0
  private acknowledged = 0
  /** Messages that made no sense where they came, and were left out. */
  ignored = 0

  constructor(private readonly handler: SessionHandler) {}

  get publishing(): boolean {
    return this.phase === 'publishing'
  }

  get handshaken(): boolean {
    return this.phase !== 'handshake'
  }

  /**
   * Takes bytes from the socket. A problem means: send what `take` gives, then close; the session
   * takes nothing any more.
   */
  receive(bytes: Uint8Array): SessionProblem | undefined {
    if (this.problem !== undefined) return this.problem
    let rest: Uint8Array | undefined = bytes
    if (this.phase === 'handshake') {
      const step = this.handshake.receive(bytes)
      if (step.reply) this.out.push(step.reply)
      if (step.problem) return (this.problem = step.problem)
      rest = step.rest
      if (rest) this.phase = 'connecting'
    }
    if (!rest) return undefined
    this.received += rest.length
    const chunkProblem = this.reader.receive(rest, (whole) => this.message(whole))
    this.acknowledge()
    return (this.problem ??= chunkProblem)
  }

  /** What is to be sent, in order; empties the store. */
  take(): Uint8Array[] {
    const out = this.out
    this.out = []
    return out
  }

  private message(whole: message.RtmpMessage): void {
    if (this.problem !== undefined) return
    const { type, body } = whole
    if (type === MESSAGE.video) {
      if (this.publishing) this.handler.video(body, whole.timestamp)
      else this.ignored++
    } else if (type === MESSAGE.amf0Command || type === MESSAGE.amf3Command) {
      this.commandMessage(whole)
    } else if (type === MESSAGE.aggregate) {
      for (const part of splitAggregate(whole))
        if (part.type === MESSAGE.video) this.message({ ...part, body: part.body.slice() })
    } else if (type === MESSAGE.windowAckSize) {
      const window = uint32(body, 0)
      if (body.length >= 4 && window > 0) this.window = window
      else this.ignored++
    } else if (type === MESSAGE.userControl) {
      if (body.length >= 6 && uint16(body, 0) === USER_CONTROL.pingRequest)
        this.control(message.userControlMessage(USER_CONTROL.pingResponse, uint32(body, 2)))
    } else if (!ACCEPTED_AND_UNUSED.has(type)) {
      this.ignored++
    }
  }

  private commandMessage(whole: message.RtmpMessage): void {
    const read = readCommand(whole)
    if (read.ok) this.command(read.command, whole.streamId)
    else if (this.publishing) this.ignored++
    else this.problem = read.problem
  }

  private command(command: RtmpCommand, streamId: number): void {
    const { name, transaction } = command
    if (this.phase === 'connecting' && name !== 'connect') {
      this.ignored++
      return
    }
    switch (name) {
      case 'connect':
        return this.connect(command)
      case 'createStream':
        return this.createStream(transaction)
      case 'publish':
        return this.publish(command, streamId)
      case 'deleteStream':
      case 'closeStream':
      case 'FCUnpublish':
        return this.unpublish(streamId)
      case 'play':
      case 'play2':
        this.status(streamId, {
          level: 'error',
          code: 'NetStream.Play.Failed',
          description: 'This server only takes streams.',
        })
        this.problem = 'play-refused'
        return
      case 'releaseStream':
      case 'FCPublish':
      case 'getStreamLength':
        if (transaction !== 0) this.result(transaction, undefined)
        return
      default:
        this.ignored++
    }
  }

  private connect({ transaction, object }: RtmpCommand): void {
    if (this.phase !== 'connecting') {
      this.ignored++
      return
    }
    const app = withoutQuery(amf0Text(object, 'app') ?? '')
    const refusal = this.handler.connect(app)
    this.control(message.numberMessage(MESSAGE.windowAckSize, WINDOW))
    this.control(message.peerBandwidthMessage(WINDOW))
    this.control(message.numberMessage(MESSAGE.setChunkSize, OUT_CHUNK))
    this.writer.chunkSize = OUT_CHUNK
    if (refusal === undefined) {
      this.phase = 'connected'
      this.answer(0, connectResult(transaction))
      return
    }
    this.answer(
      0,
      errorResult(transaction, {
        level: 'error',
        code: 'NetConnection.Connect.InvalidApp',
        description: refusal,
      }),
    )
    this.problem = 'connect-refused'
  }

  private createStream(transaction: number): void {
    if (++this.streams > MAX_STREAMS) this.problem = 'too-many-streams'
    else this.result(transaction, this.streams)
  }

  private publish({ args }: RtmpCommand, streamId: number): void {
    const [name] = args
    const stream = typeof name === 'string' ? withoutQuery(name) : ''
    const refusal = this.publishing
      ? 'This connection is publishing already.'
      : this.handler.publish(stream)
    if (refusal !== undefined) {
      this.status(streamId, {
        level: 'error',
        code: 'NetStream.Publish.BadName',
        description: refusal,
      })
      this.problem = 'publish-refused'
      return
    }
    this.phase = 'publishing'
    this.control(message.userControlMessage(USER_CONTROL.streamBegin, streamId))
    this.status(streamId, {
      level: 'status',
      code: 'NetStream.Publish.Start',
      description: 'Publishing.',
    })
  }

  private unpublish(streamId: number): void {
    if (!this.publishing) return
    this.phase = 'connected'
    this.handler.unpublish()
    this.status(streamId, {
      level: 'status',
      code: 'NetStream.Unpublish.Success',
      description: 'Stopped.',
    })
  }

  private result(transaction: number, value: number | undefined): void {
    this.answer(0, { name: '_result', transaction, object: null, args: [value] })
  }

  private status(streamId: number, status: Status): void {
    this.answer(streamId, statusCommand(status))
  }

  private answer(streamId: number, command: RtmpCommand): void {
    this.out.push(this.writer.write(commandMessage(streamId, command), COMMANDS))
  }

  private control(whole: message.RtmpMessage): void {
    this.out.push(this.writer.write(whole, CONTROL))
  }

  private acknowledge(): void {
    if (this.received - this.acknowledged < this.window) return
    this.acknowledged = this.received
    this.control(message.numberMessage(MESSAGE.acknowledgement, this.received >>> 0))
  }
}

/** Audio, metadata and answers of the peer: fine to come, nothing to do. */
const ACCEPTED_AND_UNUSED: ReadonlySet<number> = new Set([
  MESSAGE.acknowledgement,
  MESSAGE.setPeerBandwidth,
  MESSAGE.audio,
  MESSAGE.amf0Data,
])

const withoutQuery = (name: string): string => name.replace(/\?.*$/s, '')
