import { uint16, uint32 } from '../big-endian'
import { avcConfigTag, avcEndTag, avcUnitTag } from '../flv/video-tag-writer'
import type { RtmpAddress } from './address'
import { amf0Object, amf0Text, type Amf0Value } from './amf0-value'
import { writeAmf0 } from './amf0-writer'
import { ChunkReader } from './chunk-reader'
import { ChunkWriter } from './chunk-writer'
import { commandMessage, readCommand, type RtmpCommand } from './command'
import { ClientHandshake } from './handshake'
import * as message from './message'

const { MESSAGE, USER_CONTROL } = message

/** `refused` carries the server's own code and words; `broken` says what we could not read. */
export type PublisherState =
  | { kind: 'handshake' }
  | { kind: 'connecting' }
  | { kind: 'publishing' }
  | { kind: 'refused'; code: string; description: string }
  | { kind: 'broken'; problem: string }
  | { kind: 'ended' }

/** One encoded picture to push. */
export interface PushedUnit {
  /** Length-prefixed NAL units, as the avcC's length size says. */
  data: Uint8Array
  key: boolean
  /** Decoding time in milliseconds from the start of the push. */
  timeMs: number
  /** Presentation minus decoding time; 0 without B-frames. */
  compositionMs?: number
}

const CHUNK = 60_000
const CONTROL = 2
const COMMANDS = 3
const VIDEO = 6
const CREATE = 4

/**
 * The client's side of one RTMP push, without its socket: write every buffer that `take` gives after
 * each call, feed what comes back to `receive`. Units sent before `publishing` are dropped.
 * Source: RTMP 1.0 sections 5.2 and 7.2; FLV 10.1 section E.4.3.
 */
export class RtmpPublisher {
  private readonly handshake = new ClientHandshake()
  private readonly reader = new ChunkReader()
  private readonly writer = new ChunkWriter()
  private out: Uint8Array[] = [this.handshake.hello]
  private current: PublisherState = { kind: 'handshake' }
  private streamId = 0
  private received = 0
  private acknowledged = 0
  private window = 2_500_000

  /** `onStatus` is told each new state, also when it ends in `refused` or `broken`. */
  constructor(
    private readonly address: RtmpAddress,
    private readonly onStatus: (state: PublisherState) => void = () => {},
  ) {}

  get state(): PublisherState {
    return this.current
  }

  /** Bytes to send, in order; empties the store. The first call gives the handshake's opening. */
  take(): Uint8Array[] {
    const out = this.out
    this.out = []
    return out
  }

  /** Takes bytes from the server. */
  receive(bytes: Uint8Array): void {
    let rest: Uint8Array | undefined = bytes
    if (this.current.kind === 'handshake') {
      const step = this.handshake.receive(bytes)
      if (step.problem) return this.become({ kind: 'broken', problem: step.problem })
      if (step.reply) this.out.push(step.reply)
      rest = step.rest
      if (rest) this.connect()
    }
    if (!rest || this.over) return
    this.received += rest.length
    const problem = this.reader.receive(rest, (whole) => this.message(whole))
    if (problem && !this.over) this.become({ kind: 'broken', problem })
    this.acknowledge()
  }

  /** Sends `@setDataFrame onMetaData` with plain fields such as width, height and framerate. */
  sendMetadata(fields: Record<string, Amf0Value>): void {
    const body = writeAmf0(['@setDataFrame', 'onMetaData', amf0Object(fields)])
    this.media(MESSAGE.amf0Data, 0, body)
  }

  /** Sends a decoder configuration (avcC): before the first unit and whenever it changes. */
  sendConfig(avcC: Uint8Array, timeMs: number): void {
    this.media(MESSAGE.video, timeMs, avcConfigTag(avcC))
  }

  sendUnit({ data, key, timeMs, compositionMs }: PushedUnit): void {
    this.media(MESSAGE.video, timeMs, avcUnitTag(data, key, compositionMs))
  }

  /** Says goodbye as docks do: end of sequence, FCUnpublish, deleteStream. Then close the socket. */
  finish(timeMs: number): void {
    if (this.current.kind !== 'publishing') return
    this.media(MESSAGE.video, timeMs, avcEndTag())
    this.command('FCUnpublish', 6, null, this.address.stream)
    this.command('deleteStream', 7, null, this.streamId)
    this.become({ kind: 'ended' })
  }

  private get over(): boolean {
    return ['refused', 'broken', 'ended'].includes(this.current.kind)
  }

  private connect(): void {
    this.become({ kind: 'connecting' })
    const { app, tcUrl, stream } = this.address
    this.out.push(this.writer.write(message.numberMessage(MESSAGE.setChunkSize, CHUNK), CONTROL))
    this.writer.chunkSize = CHUNK
    const object = amf0Object({ app, type: 'nonprivate', flashVer: 'FMLE/3.0', tcUrl })
    this.command('connect', 1, object)
    this.command('releaseStream', 2, null, stream)
    this.command('FCPublish', 3, null, stream)
    this.command('createStream', CREATE, null)
  }

  private message(whole: message.RtmpMessage): void {
    const { type, body } = whole
    if (type === MESSAGE.windowAckSize) this.window = Math.max(1, uint32(body, 0))
    else if (type === MESSAGE.userControl && uint16(body, 0) === USER_CONTROL.pingRequest) {
      const pong = message.userControlMessage(USER_CONTROL.pingResponse, uint32(body, 2))
      this.out.push(this.writer.write(pong, CONTROL))
    } else if (type === MESSAGE.amf0Command || type === MESSAGE.amf3Command) {
      const read = readCommand(whole)
      if (read.ok) this.answer(read.command)
      else this.become({ kind: 'broken', problem: read.problem })
    }
  }

  private answer({ name, transaction, object, args }: RtmpCommand): void {
    const info = args[0] ?? object
    if (name === '_result' && transaction === CREATE) {
      if (typeof args[0] !== 'number') return this.become({ kind: 'broken', problem: 'no-stream' })
      this.streamId = args[0]
      this.command('publish', 5, null, this.address.stream, 'live')
    } else if (name === 'onStatus' && amf0Text(info, 'code') === 'NetStream.Publish.Start') {
      this.become({ kind: 'publishing' })
    } else if (
      (name === '_error' && (transaction === 1 || transaction === CREATE)) ||
      (name === 'onStatus' && amf0Text(info, 'level') === 'error')
    ) {
      this.become({
        kind: 'refused',
        code: amf0Text(info, 'code') ?? name,
        description: amf0Text(info, 'description') ?? '',
      })
    }
  }

  private command(name: string, transaction: number, object: Amf0Value, ...args: Amf0Value[]) {
    const onStream = name === 'publish' ? this.streamId : 0
    const whole = commandMessage(onStream, { name, transaction, object, args })
    this.out.push(this.writer.write(whole, COMMANDS))
  }

  private media(type: number, timeMs: number, body: Uint8Array): void {
    if (this.current.kind !== 'publishing') return
    const timestamp = Math.round(timeMs) >>> 0
    const whole = { type, streamId: this.streamId, timestamp, body }
    this.out.push(this.writer.write(whole, VIDEO))
  }

  private acknowledge(): void {
    if (this.received - this.acknowledged < this.window) return
    this.acknowledged = this.received
    const ack = message.numberMessage(MESSAGE.acknowledgement, this.received >>> 0)
    this.out.push(this.writer.write(ack, CONTROL))
  }

  private become(state: PublisherState): void {
    this.current = state
    this.onStatus(state)
  }
}
