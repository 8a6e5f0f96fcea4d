import { connect, type Socket } from 'node:net'
import { parseRtmpAddress, type RtmpAddress } from '@protocol/rtmp/address'
import { RtmpPublisher, type PublisherState } from '@protocol/rtmp/publisher'
import type { Picture, Push } from '../dock/dock-needs'
import type { CameraUnit, RunningCamera } from './camera-source'
import { PushFaults } from './push-faults'
import { PushLife } from './push-life'
import type { PushNeeds } from './push-needs'
import { UnitFaults } from './unit-faults'

type RtmpPushNeeds = Omit<PushNeeds, 'whip'>

type Config = { description: Uint8Array; width: number; height: number }

const CONNECT_MS = 3_000
/** Bytes that may wait in the socket before pictures are left out up to the next key frame. */
const MAX_WAITING = 1_500_000

/** A push by RTMP, each time anew from a key frame. */
export class RtmpPush implements Push {
  private readonly life: PushLife
  private readonly unitFaults: UnitFaults
  private readonly pushFaults: PushFaults
  private socket: Socket | undefined
  private publisher: RtmpPublisher | undefined
  private camera: RunningCamera | undefined
  private config: Config | undefined
  private picture: Picture
  private waitingForKey = true
  private frozen = false
  /** Time of the first unit of this connection, and of the latest, in milliseconds. */
  private span: { from: number; to: number } | undefined

  constructor(
    wanted: { url: string; picture: Picture },
    private readonly needs: RtmpPushNeeds,
  ) {
    const address = parseRtmpAddress(wanted.url)
    this.picture = wanted.picture
    this.life = new PushLife(needs, {
      connect: () => address && this.connect(address),
      disconnect: () => this.disconnect(),
      release: () => this.camera?.close(),
    })
    this.unitFaults = new UnitFaults(needs.faults)
    this.pushFaults = new PushFaults(needs, {
      drop: () => this.socket?.destroy(),
      die: () => this.life.end(),
      resize: () => this.change(this.picture),
      resume: () => this.camera?.key(),
    })
    if (address === undefined) this.life.giveUp('the address has no RTMP form')
    else this.life.begin()
  }

  change(picture: Picture): void {
    this.picture = picture
    this.camera?.change(this.pushFaults.shown(picture))
  }

  stop(): void {
    this.publisher?.finish(this.elapsed)
    this.flush()
    this.socket?.end()
    this.life.end()
  }

  /** Milliseconds of media since this connection began. */
  private get elapsed(): number {
    return this.span === undefined ? 0 : this.span.to - this.span.from
  }

  private connect(address: RtmpAddress): void {
    this.waitingForKey = true
    const publisher = new RtmpPublisher(address, (state) => this.heard(publisher, state))
    const socket = connect({ host: address.host, port: address.port, noDelay: true })
    this.publisher = publisher
    this.socket = socket
    const lost = (why: string): void => {
      if (this.socket === socket) this.life.broke(why)
    }
    socket.on('connect', () => this.flush())
    socket.on('data', (bytes) => {
      publisher.receive(bytes)
      this.flush()
    })
    socket.on('error', (error) => lost(error.message))
    socket.on('close', () => lost('connection closed'))
    this.life.later(CONNECT_MS, () => {
      if (publisher.state.kind !== 'publishing') lost('no answer')
    })
  }

  private heard(publisher: RtmpPublisher, state: PublisherState): void {
    if (publisher !== this.publisher) return
    if (state.kind === 'refused') this.life.broke(`${state.code} ${state.description}`.trim())
    else if (state.kind === 'broken') this.life.broke(state.problem)
    else if (state.kind === 'publishing') this.publish(publisher)
  }

  private publish(publisher: RtmpPublisher): void {
    this.span = undefined
    if (this.config !== undefined) this.begin(publisher, this.config)
    if (this.camera === undefined) this.openCamera()
    else this.camera.key()
    this.pushFaults.begin()
    this.life.published()
  }

  private openCamera(): void {
    this.camera = this.needs.openCamera(this.pushFaults.shown(this.picture))
    this.camera.encode({
      config: (config) => {
        this.config = config
        if (this.publisher !== undefined) this.begin(this.publisher, config)
      },
      unit: (unit) => this.send(unit),
      failed: (reason) => this.life.giveUp(reason),
    })
  }

  private begin(publisher: RtmpPublisher, { description, width, height }: Config): void {
    const { faults, fps } = this.needs
    const audio = faults.on('audio-announced') ? { audiocodecid: 10, audiosamplerate: 44_100 } : {}
    publisher.sendMetadata({ width, height, framerate: fps, videocodecid: 7, ...audio })
    publisher.sendConfig(description, this.elapsed)
    this.flush()
  }

  private send(unit: CameraUnit): void {
    const { publisher, socket } = this
    if (publisher?.state.kind !== 'publishing' || socket === undefined) return
    if (socket.writableLength > MAX_WAITING) this.waitingForKey = true
    if (this.waitingForKey && !unit.key) return
    this.waitingForKey = false
    const to = unit.time / 1000
    // A camera that was started anew may count from a little earlier: media time never goes back.
    const back = Math.max(0, (this.span?.to ?? to) - to)
    this.span = { from: (this.span?.from ?? to) - back, to }
    const timeMs = this.elapsed
    this.freezeAt(timeMs)
    const { data, key } = unit
    const units = this.unitFaults.apply({ data, key, timeMs }, timeMs)
    // What follows a gap refers to pictures that nobody has.
    if (units.length === 0) this.waitingForKey = true
    for (const sent of units) publisher.sendUnit(sent)
    this.flush()
  }

  private freezeAt(elapsed: number): void {
    const seconds = this.needs.faults.amount('media-frozen')
    const frozen = seconds !== undefined && elapsed >= seconds * 1000
    if (frozen !== this.frozen) this.camera?.freeze(frozen)
    this.frozen = frozen
  }

  private flush(): void {
    const { socket, publisher } = this
    if (socket === undefined || publisher === undefined || !socket.writable) return
    socket.cork()
    for (const bytes of publisher.take()) socket.write(bytes)
    socket.uncork()
  }

  /** Lets go of the connection; what was sent before is still delivered. */
  private disconnect(): void {
    this.pushFaults.end()
    const { socket } = this
    this.socket = undefined
    this.publisher = undefined
    if (socket !== undefined && !socket.writableEnded) socket.destroy()
  }
}
