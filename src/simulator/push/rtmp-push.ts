import { connect, type Socket } from 'node:net'
import { parseRtmpAddress, type RtmpAddress } from '@protocol/rtmp/address'
import { RtmpPublisher, type PublisherState } from '@protocol/rtmp/publisher'
import type { Cancel, Clock } from '../dock/clock'
import type { Picture, Push, PushEvent } from '../dock/dock-needs'
import type { FaultSet } from '../fault-set'
import type { CameraUnit, OpenCamera, RunningCamera } from './camera-source'
import { PushFaults } from './push-faults'
import { UnitFaults } from './unit-faults'

export interface RtmpPushNeeds {
  openCamera: OpenCamera
  clock: Clock
  faults: FaultSet
  fps: number
  on(event: PushEvent): void
  problem(text: string): void
}

type Config = { description: Uint8Array; width: number; height: number }

const TRIES = 3
const RETRY_MS = 2_000
const CONNECT_MS = 3_000
/** Bytes that may wait in the socket before pictures are left out up to the next key frame. */
const MAX_WAITING = 1_500_000

/** One push as a dock does it: three tries, two seconds apart, each time anew from a key frame. */
export class RtmpPush implements Push {
  private readonly address: RtmpAddress | undefined
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
  private tries = 0
  private everPublished = false
  private over = false
  private cancels: Cancel[] = []

  constructor(
    wanted: { url: string; picture: Picture },
    private readonly needs: RtmpPushNeeds,
  ) {
    this.address = parseRtmpAddress(wanted.url)
    this.picture = wanted.picture
    this.unitFaults = new UnitFaults(needs.faults)
    this.pushFaults = new PushFaults(needs, {
      drop: () => this.socket?.destroy(),
      die: () => this.die(),
      resize: () => this.change(this.picture),
      resume: () => this.camera?.key(),
    })
    this.attempt()
  }

  change(picture: Picture): void {
    this.picture = picture
    this.camera?.change(this.pushFaults.shown(picture))
  }

  stop(): void {
    this.over = true
    this.publisher?.finish(this.elapsed)
    this.flush()
    this.socket?.end()
    this.close()
    this.camera?.close()
  }

  /** Milliseconds of media since this connection began. */
  private get elapsed(): number {
    return this.span === undefined ? 0 : this.span.to - this.span.from
  }

  private attempt(): void {
    if (this.over || this.address === undefined) return this.giveUp('the address has no RTMP form')
    this.tries++
    this.waitingForKey = true
    const publisher = new RtmpPublisher(this.address, (state) => this.heard(publisher, state))
    const socket = connect({ host: this.address.host, port: this.address.port, noDelay: true })
    this.publisher = publisher
    this.socket = socket
    const lost = (why: string): void => {
      if (this.socket === socket) this.retry(why)
    }
    socket.on('connect', () => this.flush())
    socket.on('data', (bytes) => {
      publisher.receive(bytes)
      this.flush()
    })
    socket.on('error', (error) => lost(error.message))
    socket.on('close', () => lost('connection closed'))
    this.later(CONNECT_MS, () => {
      if (publisher.state.kind !== 'publishing') lost('no answer')
    })
  }

  private heard(publisher: RtmpPublisher, state: PublisherState): void {
    if (publisher !== this.publisher) return
    if (state.kind === 'refused') this.retry(`${state.code} ${state.description}`.trim())
    else if (state.kind === 'broken') this.retry(state.problem)
    else if (state.kind === 'publishing') this.publish(publisher)
  }

  private publish(publisher: RtmpPublisher): void {
    this.tries = 0
    this.span = undefined
    this.everPublished = true
    if (this.config !== undefined) this.begin(publisher, this.config)
    if (this.camera === undefined) this.openCamera()
    else this.camera.key()
    this.pushFaults.begin()
    this.needs.on('publishing')
  }

  private openCamera(): void {
    this.camera = this.needs.openCamera(this.pushFaults.shown(this.picture), {
      config: (config) => {
        this.config = config
        if (this.publisher !== undefined) this.begin(this.publisher, config)
      },
      unit: (unit) => this.send(unit),
      failed: (reason) => this.giveUp(reason),
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

  private retry(why: string): void {
    this.close()
    if (this.over) return
    if (this.tries >= TRIES) return this.giveUp(why)
    this.later(RETRY_MS, () => this.attempt())
  }

  private giveUp(why: string): void {
    if (this.over) return
    this.over = true
    this.close()
    this.camera?.close()
    this.needs.problem(`push: ${why}`)
    this.needs.on(this.everPublished ? 'lost' : 'failed')
  }

  /** Gone without a word: nobody is told. */
  private die(): void {
    this.over = true
    this.close()
    this.camera?.close()
  }

  /** Lets go of the connection; what was sent before is still delivered. */
  private close(): void {
    this.pushFaults.end()
    for (const cancel of this.cancels.splice(0)) cancel()
    const { socket } = this
    this.socket = undefined
    this.publisher = undefined
    if (socket !== undefined && !socket.writableEnded) socket.destroy()
  }

  private later(ms: number, action: () => void): void {
    this.cancels.push(this.needs.clock.after(ms, action))
  }
}
