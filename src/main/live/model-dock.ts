import type { Aircraft, Camera, Gateway, ReportedStream } from '@shared/fleet'
import type { ServiceMessage } from '@protocol/dji/live-services'

/** A stream as the model dock pushes it. `url` is where it goes. */
export interface ModelStream {
  url: string
  quality: number
  lens: string
  publishing: boolean
  /** Not before this time does the dock connect (again). */
  connectAt: number
  /** Connected and sends nothing. */
  silent: boolean
  /** Never sends key frames. */
  keyless: boolean
}

const model = (key: string) => ({ key, en: key, zh: key, known: true })

/** A dock for tests of live control: what it does with live services, and what it reports. */
export class ModelDock {
  readonly sn: string
  readonly aircraftSn: string
  online = true
  aircraftOn = true
  /** Cameras of the aircraft are in the capacity. */
  listed = true
  /** Starts of aircraft cameras fail with 513006 before this time. */
  readyAt = 0
  coexist = 2
  deviceCoexist: Record<string, number> = {}
  bestLink: string | undefined
  remainUpload = 0
  omitsQuality = false
  /** Acknowledges changes of quality and lens and does nothing. */
  ignoresChanges = false
  silent = false
  keyless = false
  connects = true
  presence: Gateway['presence'] = 'online'
  /** Overrules the answer to the next requests; undefined lets the dock answer by itself. */
  refuse: (message: ServiceMessage) => number | undefined = () => undefined
  readonly streams = new Map<string, ModelStream>()
  readonly #ended = new Map<string, ReportedStream>()
  readonly #reported = new Map<string, ReportedStream>()
  readonly #now: () => number

  constructor(index: number, now: () => number) {
    this.sn = `DOCK${index}`
    this.aircraftSn = `CRAFT${index}`
    this.#now = now
  }

  get dockCamera(): string {
    return `${this.sn}/165-0-7/normal-0`
  }
  get payload(): string {
    return `${this.aircraftSn}/81-0-0/normal-0`
  }
  get vision(): string {
    return `${this.aircraftSn}/176-0-0/normal-0`
  }

  /** Acts on a request and gives DJI's result code, in the order in which docks check. */
  handle(message: ServiceMessage): number {
    const id = String(message.data['video_id'])
    const forced = this.refuse(message)
    if (forced !== undefined) return forced
    if (message.method === 'live_start_push') return this.#start(id, message)
    const stream = this.streams.get(id)
    if (stream === undefined) return 513011
    if (message.method === 'live_stop_push') {
      this.end(id)
      return 0
    }
    if (this.ignoresChanges) {
      this.#report(id)
      return 0
    }
    if (message.method === 'live_set_quality')
      stream.quality = Number(message.data['video_quality'])
    if (message.method === 'live_lens_change') stream.lens = String(message.data['video_type'])
    this.#report(id)
    return 0
  }

  /** Begins to push, as if somebody had asked for it. */
  push(id: string, url: string, quality = 0): void {
    const { silent, keyless } = this
    const connectAt = this.connects ? this.#now() + 300 : Number.POSITIVE_INFINITY
    const stream = { url, quality, lens: 'wide', publishing: false, connectAt, silent, keyless }
    this.streams.set(id, stream)
    this.#ended.delete(id)
    this.#report(id)
  }

  /** Stops pushing and says so, with an error if there is one. */
  end(id: string, error = 0): void {
    if (!this.streams.delete(id)) return
    this.#reported.delete(id)
    this.#ended.set(id, { videoId: id, live: false, error, at: this.#now() })
  }

  setAircraft(on: boolean, readyAfter = 0): void {
    this.aircraftOn = on
    this.listed = on
    this.readyAt = this.#now() + readyAfter
    if (!on) for (const id of this.streams.keys()) if (id.startsWith(this.aircraftSn)) this.end(id)
  }

  /** What the registry makes of what this dock said. */
  snapshot(): Gateway {
    const aircraft: Aircraft = {
      sn: this.aircraftSn,
      model: model('0-91-1'),
      online: this.aircraftOn,
      ...(this.bestLink === undefined ? {} : { bestLinkGateway: this.bestLink }),
    }
    const aircraftCameras = this.listed
      ? [this.#camera(this.payload, ['wide', 'zoom', 'ir']), this.#camera(this.vision, [])]
      : []
    return {
      sn: this.sn,
      kind: 'dock',
      model: model('3-2-0'),
      callsign: '',
      presence: this.presence,
      lastSeen: this.#now(),
      aircraft,
      cameras: [this.#camera(this.dockCamera, []), ...aircraftCameras],
      coexistMax: this.coexist,
      deviceCoexistMax: this.deviceCoexist,
      streams: [...this.#ended.values(), ...this.#reported.values()],
      capacityAssumed: false,
      remainUpload: this.remainUpload,
    }
  }

  #start(id: string, message: ServiceMessage): number {
    const aircraft = id.startsWith(this.aircraftSn)
    const quality = Number(message.data['video_quality'])
    if (quality < 0 || quality > 4) return 513005
    if (aircraft && !this.aircraftOn) return 513001
    if (this.streams.has(id)) return 513003
    if (this.streams.size >= this.coexist) return 513012
    if (aircraft && this.#now() < this.readyAt) return 513006
    this.push(id, String(message.data['url']), quality)
    return 0
  }

  #report(videoId: string): void {
    const stream = this.streams.get(videoId)
    if (stream === undefined) return
    const { quality, lens } = stream
    const told = this.omitsQuality ? {} : { quality, lens }
    this.#reported.set(videoId, { videoId, live: true, ...told, error: 0, at: this.#now() })
  }

  #camera(videoId: string, lenses: string[]): Camera {
    const [sn = '', cameraIndex = '', videoIndex = ''] = videoId.split('/')
    const positions: (0 | 1)[] = cameraIndex === '165-0-7' ? [0, 1] : []
    const source = { videoId, videoIndex, lenses, assumed: false }
    return {
      sn,
      cameraIndex,
      model: model(cameraIndex),
      coexistMax: 1,
      positions,
      sources: [source],
    }
  }
}
