import type { FaultCode } from '@shared/fault'
import { OutletPort, type OutletState } from './outlet-port'
import { paintDecision } from './paint-policy'
import type { Sight } from './player-protocol'
import { StreamDecoder } from './stream-decoder'
import { StreamScreen } from './stream-screen'

/** How long a replayed picture waits for a newer one before it is shown. */
const SETTLE_MS = 25

interface HeldPicture {
  frame: VideoFrame
  timer: ReturnType<typeof setTimeout>
}

export interface StreamPlayerDeps {
  now(): number
  /** The port of this stream is of no more use. */
  lost(): void
}

/** One stream in the worker: port → decoder → screen. */
export class StreamPlayer {
  readonly screen = new StreamScreen()
  readonly #deps: StreamPlayerDeps
  readonly #decoder: StreamDecoder
  #port: OutletPort | undefined
  #held: HeldPicture | undefined
  #bytes = 0
  #units = 0
  #paintedAt = 0
  #outletFault: FaultCode | undefined
  #before = { painted: 0, decoded: 0, skipped: 0, at: 0 }

  constructor(deps: StreamPlayerDeps) {
    this.#deps = deps
    this.#before.at = deps.now()
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
    this.#decoder.pause()
  }

  /** Look after the decoder; call it a few times a second. */
  watch(): void {
    this.#decoder.watch()
  }

  /** What was seen since the last call. */
  sight(): Sight {
    const now = this.#deps.now()
    const { painted } = this.screen
    const { decoded, skipped } = this.#decoder
    const { width = 0, height = 0, arrived } = this.screen.picture ?? {}
    const before = this.#before
    const fault = this.#decoder.fault ?? this.#outletFault
    const sight: Sight = {
      port: this.#port !== undefined,
      configured: this.#decoder.configured,
      units: this.#units,
      painted: painted - before.painted,
      decoded: decoded - before.decoded,
      skipped: skipped - before.skipped,
      queue: this.#decoder.queue,
      ageMs: arrived === undefined ? -1 : Math.max(0, now - arrived),
      width,
      height,
      kbps: now > before.at ? Math.round((this.#bytes * 8) / (now - before.at)) : 0,
      ...(fault && { fault }),
    }
    this.#bytes = 0
    this.#units = 0
    this.#before = { painted, decoded, skipped, at: now }
    return sight
  }

  close(): void {
    this.unport()
    this.#letGo()
    this.screen.close()
  }

  /** The port outlives its publishers: after `ended` the next one comes by the same port. */
  #state({ state, fault }: OutletState): void {
    this.#outletFault = fault ?? (state === 'unsupported' ? 'codec-unsupported' : undefined)
    if (state !== 'live') this.#decoder.quiet()
  }

  #lose(): void {
    this.unport()
    this.#deps.lost()
  }

  #decoded(frame: VideoFrame, unit: { arrived: number; replay: boolean; queue: number }): void {
    const { queue, replay, arrived } = unit
    const now = this.#deps.now()
    const sincePaintMs = this.screen.blank ? undefined : now - this.#paintedAt
    const decision = paintDecision({ queue, replay, sincePaintMs })
    // Whatever comes out now is newer than a picture that waits.
    this.#letGo()
    if (decision === 'paint') this.#paint(frame, arrived)
    else if (decision === 'drop') frame.close()
    else {
      const timer = setTimeout(() => {
        this.#held = undefined
        this.#paint(frame, arrived)
      }, SETTLE_MS)
      this.#held = { frame, timer }
    }
  }

  #paint(frame: VideoFrame, arrived: number): void {
    this.#paintedAt = this.#deps.now()
    this.screen.show(frame, arrived)
  }

  #letGo(): void {
    if (!this.#held) return
    clearTimeout(this.#held.timer)
    this.#held.frame.close()
    this.#held = undefined
  }
}
