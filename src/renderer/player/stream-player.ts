import type { PictureLegs } from '@shared/diagnosis/evidence'
import type { FaultCode } from '@shared/fault'
import { OutletPort, type OutletState } from './outlet-port'
import { paintDecision } from './paint-policy'
import type { Sight } from './player-protocol'
import type { UnitMark } from './decoder-feed'
import { GLASS_MS, shownAge } from './shown-age'
import { StreamContent, type LookAtPicture } from './stream-content'
import { StreamDecoder } from './stream-decoder'
import { StreamScreen } from './stream-screen'

/** How long a replayed picture waits for a newer one before it is shown. */
const SETTLE_MS = 25

/** Decoded and not yet shown. */
interface WaitingPicture {
  frame: VideoFrame
  /** It waits whether a newer one follows, and not for its turn. */
  replayed: boolean
  /** Prevents that it is shown. */
  cancel(): void
}

interface PictureWay {
  arrived: number
  taken: number
  decoded: number
}

export interface StreamPlayerDeps {
  /** Milliseconds on a clock that never jumps. */
  now(): number
  /** Milliseconds since the epoch, the clock by which the ingest dates units. It may be set. */
  wall(): number
  look: LookAtPicture
  /** Calls `show` when it is this stream's turn. @returns a call that prevents it. */
  onTurn(show: () => void): () => void
  /** The port of this stream is of no more use. */
  lost(): void
}

/** One stream in the worker: port → decoder → screen. */
export class StreamPlayer {
  readonly screen = new StreamScreen()
  readonly #deps: StreamPlayerDeps
  readonly #decoder: StreamDecoder
  readonly #content: StreamContent
  #port: OutletPort | undefined
  readonly #waiting = new Set<WaitingPicture>()
  #bytes = 0
  #units = 0
  #paintedAt = 0
  #legs: PictureLegs | undefined
  #outletFault: FaultCode | undefined
  #before = { painted: 0, decoded: 0, skipped: 0, at: 0 }

  constructor(deps: StreamPlayerDeps) {
    this.#deps = deps
    this.#before.at = deps.now()
    this.#content = new StreamContent(
      () => deps.now(),
      (frame) => deps.look(frame),
    )
    this.#decoder = new StreamDecoder({
      now: () => deps.now(),
      resync: () => this.#port?.resync(),
      decoded: (frame, unit) => this.#decoded(frame, unit),
    })
  }

  /** Takes the port in place of the one before. */
  open(port: MessagePort): void {
    this.unport()
    const own: OutletPort = new OutletPort(port, {
      config: (config) => this.#decoder.configure(config),
      unit: (unit, replay) => {
        this.#bytes += unit.data.byteLength
        this.#units++
        if (!replay) this.#content.took(unit)
        this.#decoder.take(unit, replay)
      },
      state: (state) => this.#state(state),
      lost: () => {
        if (this.#port === own) this.#lose()
      },
    })
    this.#port = own
  }

  /** Lets go of the port; the last picture stays. */
  unport(): void {
    this.#port?.close()
    this.#port = undefined
    this.#outletFault = undefined
    this.#content.forget()
    this.#decoder.pause()
  }

  /** Look after the decoder and the picture; call it a few times a second. */
  watch(): void {
    this.#decoder.watch()
    const { width = 0, height = 0 } = this.screen.picture ?? {}
    void this.#content.watch(width * height, () => this.screen.copy())
  }

  /** What was seen since the last call. */
  sight(): Sight {
    const now = this.#deps.now()
    const { painted } = this.screen
    const { decoded, skipped } = this.#decoder
    const { width = 0, height = 0, arrived } = this.screen.picture ?? {}
    const before = this.#before
    const fault = this.#decoder.fault ?? this.#outletFault ?? this.#content.fault
    const sight: Sight = {
      port: this.#port !== undefined,
      configured: this.#decoder.configured,
      units: this.#units,
      painted: painted - before.painted,
      decoded: decoded - before.decoded,
      skipped: skipped - before.skipped,
      queue: this.#decoder.queue,
      ageMs: arrived === undefined ? -1 : this.#ageOf(arrived, now),
      width,
      height,
      kbps: now > before.at ? Math.round((this.#bytes * 8) / (now - before.at)) : 0,
      ...(this.#legs && { legs: this.#legs }),
      ...(fault && { fault }),
    }
    this.#bytes = 0
    this.#units = 0
    this.#before = { painted, decoded, skipped, at: now }
    return sight
  }

  #ageOf(arrived: number, now: number): number {
    return shownAge({
      sinceArrival: now - arrived,
      sincePaint: now - this.#paintedAt,
      painted: this.screen.painted - this.#before.painted,
      span: now - this.#before.at,
    })
  }

  close(): void {
    this.unport()
    this.#letGo('all')
    this.screen.close()
  }

  /** The port outlives its publishers: after `ended` the next one comes by the same port. */
  #state({ state, fault }: OutletState): void {
    this.#outletFault = fault ?? (state === 'unsupported' ? 'codec-unsupported' : undefined)
    if (state === 'live') return
    this.#decoder.quiet()
    this.#content.forget()
  }

  #lose(): void {
    this.unport()
    this.#deps.lost()
  }

  #decoded(frame: VideoFrame, unit: UnitMark & { queue: number }): void {
    const { queue, replay } = unit
    const now = this.#deps.now()
    const sincePaintMs = this.screen.blank ? undefined : now - this.#paintedAt
    const decision = paintDecision({ queue, replay, sincePaintMs })
    const way = this.#way(unit, now)
    // Whatever comes out now is newer than a picture of the past.
    this.#letGo('replayed')
    if (decision === 'drop') {
      frame.close()
      return
    }
    const replayed = decision === 'hold'
    const picture: WaitingPicture = { frame, replayed, cancel: () => undefined }
    const show = (): void => {
      this.#waiting.delete(picture)
      this.#paint(frame, way)
    }
    this.#waiting.add(picture)
    if (replayed) {
      const timer = setTimeout(show, SETTLE_MS)
      picture.cancel = () => clearTimeout(timer)
    } else picture.cancel = this.#deps.onTurn(show)
  }

  /**
   * A picture's way so far. Its arrival is brought over from the clock of the ingest to one that
   * does not jump: a clock that is set then spoils the age of one picture and not of a still one.
   */
  #way({ arrived, taken }: UnitMark, decoded: number): PictureWay {
    const ahead = this.#deps.wall() - decoded
    return { arrived: Math.min(taken, arrived - ahead), taken, decoded }
  }

  #paint(frame: VideoFrame, { arrived, taken, decoded }: PictureWay): void {
    this.#paintedAt = this.#deps.now()
    this.screen.show(frame, arrived, () => {
      const drawn = this.#deps.now()
      const [receive, decode, draw] = [taken - arrived, decoded - taken, drawn - decoded + GLASS_MS]
      this.#legs = { receive, decode, draw }
    })
  }

  #letGo(which: 'replayed' | 'all'): void {
    for (const picture of this.#waiting) {
      if (which === 'replayed' && !picture.replayed) continue
      picture.cancel()
      picture.frame.close()
      this.#waiting.delete(picture)
    }
  }
}
