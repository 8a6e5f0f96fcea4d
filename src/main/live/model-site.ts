import type { Gateway } from '@shared/fleet'
import { streamName } from '@shared/media-contract'
import type { IngestMeter, StreamState, StreamStatus, StreamWish } from '@shared/stream'
import type { ServiceMessage } from '@protocol/dji/live-services'
import { FakeTime } from './fake-time'
import { LiveControl, type ServiceReply } from './live-control'
import { ModelDock } from './model-dock'

/** What becomes of a request on its way: lost before or after the dock acted, or answered. */
export type Delivery = 'answered' | 'request-lost' | 'reply-lost'

const DEADLINE = 20_000

/** Docks, broker and ingest for tests of live control, on fake time. */
export class ModelSite {
  readonly time = new FakeTime()
  readonly docks: ModelDock[]
  readonly live: LiveControl
  readonly sent: { at: number; gatewaySn: string; method: string; data: ServiceMessage['data'] }[] =
    []
  /** Streams to elsewhere that we stopped although no wish needed their place at that moment. */
  readonly robbed: string[] = []
  /** The most requests that one gateway ever had open at once. */
  mostInFlight = 0
  replyAfter = 500
  deliver: () => Delivery = () => 'answered'
  #link = false
  #ingest = false
  #told = new Map<string, string>()
  #meters: Record<string, IngestMeter> = {}
  readonly #known = new Map<string, Gateway>()
  readonly #inFlight = new Map<string, number>()
  readonly #onLinkDown = new Set<() => void>()
  #silentSince = new Map<ModelDock, number>()
  #ticks = 0
  readonly #metersEvery: number

  constructor(docks = 1, tick = 250) {
    const now = (): number => this.time.elapsed
    this.docks = Array.from({ length: docks }, (_, index) => new ModelDock(index + 1, now))
    this.live = new LiveControl({
      request: (sn, message) => this.#request(sn, message),
      gateway: (sn) => this.#known.get(sn),
      address: (_sn, videoId) => this.url(videoId),
      now: this.time.now,
      schedule: this.time.schedule,
    })
    this.#metersEvery = Math.round(1000 / tick)
    const beat = (): void => {
      this.#tick()
      this.time.schedule(tick, beat)
    }
    this.time.schedule(tick, beat)
  }
  get dock(): ModelDock {
    const [dock] = this.docks
    if (dock === undefined) throw new Error('a site without docks')
    return dock
  }

  url(videoId: string): string {
    return `rtmp://us/live/${streamName(videoId)}`
  }

  /** Link and ingest up, docks known. */
  async open(): Promise<void> {
    this.link(true)
    this.ingest(true)
    await this.time.run(1000)
  }

  link(up: boolean): void {
    this.#link = up
    if (!up) {
      for (const fail of this.#onLinkDown) fail()
      this.#onLinkDown.clear()
    }
    const since = this.time.now()
    this.live.linkChanged(up ? { kind: 'up', since } : { kind: 'connecting', since })
  }

  ingest(up: boolean): void {
    this.#ingest = up
    if (!up) {
      for (const dock of this.docks)
        for (const stream of dock.streams.values()) drop(stream, 2000, this.time.elapsed)
      this.#meters = {}
    }
    this.live.ingestChanged(up ? { kind: 'listening', port: 1935 } : { kind: 'starting' })
  }

  /** Cuts the connection of a publisher; the dock connects again after `after` milliseconds. */
  cut(dock: ModelDock, videoId: string, after = 2000): void {
    const stream = dock.streams.get(videoId)
    if (stream?.publishing !== true) return
    drop(stream, after, this.time.elapsed)
    const name = streamName(videoId)
    const meter = this.#meters[name]
    if (meter !== undefined) this.#meters[name] = { ...meter, publishing: false }
    this.live.publisherChanged(name, 'ended')
  }

  wish(videoId: string, more: Partial<StreamWish> = {}): StreamWish {
    return { videoId, gatewaySn: this.dock.sn, protocol: 'auto', quality: 0, ...more }
  }

  status(videoId: string): StreamStatus | undefined {
    return this.live.statuses().find((status) => status.videoId === videoId)
  }
  state(videoId: string): StreamState | undefined {
    return this.status(videoId)?.state
  }
  methods(): string[] {
    return this.sent.map(({ method }) => method)
  }

  async #request(gatewaySn: string, message: ServiceMessage): Promise<ServiceReply> {
    const at = this.time.elapsed
    this.sent.push({ at, gatewaySn, method: message.method, data: message.data })
    const flying = (this.#inFlight.get(gatewaySn) ?? 0) + 1
    this.#inFlight.set(gatewaySn, flying)
    this.mostInFlight = Math.max(this.mostInFlight, flying)
    const wished = this.status(String(message.data['video_id']))?.wish !== undefined
    const delivery = this.deliver()
    const reply = await new Promise<ServiceReply>((resolve) => {
      this.#onLinkDown.add(() => resolve({ kind: 'link-down' }))
      this.time.schedule(DEADLINE, () => resolve({ kind: 'timeout' }))
      if (!this.#link) return resolve({ kind: 'link-down' })
      if (delivery === 'request-lost') return
      this.time.schedule(this.replyAfter, () => {
        const dock = this.docks.find(({ sn }) => sn === gatewaySn)
        if (dock?.online !== true) return
        if (!wished) this.#noteStop(dock, message)
        const result = dock.handle(message)
        if (delivery === 'answered') resolve({ kind: 'reply', result, at: this.time.now() })
      })
    })
    this.#inFlight.set(gatewaySn, (this.#inFlight.get(gatewaySn) ?? 1) - 1)
    return reply
  }

  #noteStop(dock: ModelDock, { method, data }: ServiceMessage): void {
    const id = String(data['video_id'])
    const stream = dock.streams.get(id)
    if (method !== 'live_stop_push' || stream === undefined || stream.url === this.url(id)) return
    this.robbed.push(id)
  }

  #tick(): void {
    this.#ticks++
    for (const dock of this.docks) {
      this.#hear(dock)
      this.#publish(dock)
    }
    if (this.#ticks % this.#metersEvery === 0 && this.#ingest) this.live.meters(this.#meters)
  }

  /** The registry's part: presence by silence, snapshots only while the dock is heard. */
  #hear(dock: ModelDock): void {
    const heard = dock.online && this.#link
    const since = this.#silentSince.get(dock) ?? this.time.elapsed
    this.#silentSince.set(dock, heard ? this.time.elapsed : since)
    const silence = heard ? 0 : this.time.elapsed - since
    dock.presence = silence > 60_000 ? 'offline' : silence > 10_000 ? 'stale' : 'online'
    const before = this.#known.get(dock.sn)
    const seen =
      heard || before === undefined ? dock.snapshot() : { ...before, presence: dock.presence }
    const text = JSON.stringify({ ...seen, lastSeen: 0 })
    if (this.#told.get(dock.sn) === text) return
    this.#told.set(dock.sn, text)
    this.#known.set(dock.sn, seen)
    this.live.fleetChanged({ changed: [seen], removed: [] })
  }

  #publish(dock: ModelDock): void {
    const names = new Set<string>()
    for (const [videoId, stream] of dock.streams) {
      const name = streamName(videoId)
      const ours = stream.url === this.url(videoId)
      if (!ours || !this.#ingest || this.time.elapsed < stream.connectAt) continue
      if (!stream.publishing) {
        stream.publishing = true
        this.live.publisherChanged(name, 'started')
      }
      names.add(name)
      this.#meters[name] = this.#meter(name, stream)
    }
    for (const [name, meter] of Object.entries(this.#meters)) {
      const own = name.startsWith(dock.sn) || name.startsWith(dock.aircraftSn)
      if (!own || names.has(name) || !meter.publishing) continue
      this.#meters[name] = { ...meter, publishing: false }
      this.live.publisherChanged(name, 'ended')
    }
  }

  #meter(name: string, stream: { silent: boolean; keyless: boolean }): IngestMeter {
    const before = this.#meters[name]
    const now = this.time.now()
    return {
      publishing: true,
      bitrate: 0,
      fps: 15,
      width: 1280,
      height: 720,
      lastUnit: stream.silent ? (before?.lastUnit ?? 0) : now,
      lastKey: stream.silent || stream.keyless ? (before?.lastKey ?? 0) : now,
      dropped: 0,
    }
  }
}

const drop = (stream: { publishing: boolean; connectAt: number }, after: number, now: number) => {
  stream.publishing = false
  stream.connectAt = now + after
}
