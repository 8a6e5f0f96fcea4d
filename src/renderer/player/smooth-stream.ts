import type Mpegts from 'mpegts.js'
import type { FaultCode } from '@shared/fault'
import { isFlvHeader } from './flv-source'
import { OutletPort } from './outlet-port'
import { reopenPause } from './reopen-pause'
import { SmoothPicture } from './smooth-picture'
import type { TileSight } from './tile-player'

export interface SmoothStreamDeps {
  now(): number
  /** Puts the element where the picture is shown, in place of the one before. */
  place(video: HTMLVideoElement): void
  /** The port is of no more use. */
  lost(): void
}

/**
 * One stream shown by mpegts.js. A player lasts from one FLV header to the next; the picture before
 * stays on screen until the new player has one.
 */
export class SmoothStream {
  readonly #mpegts: typeof Mpegts
  readonly #deps: SmoothStreamDeps
  #port: OutletPort | undefined
  #shown: SmoothPicture | undefined
  #coming: SmoothPicture | undefined
  #fault: FaultCode | undefined
  #failures = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #painted = 0
  /** Chunks that came since the last look; one holds at least a unit. */
  #units = 0

  constructor(mpegts: typeof Mpegts, deps: SmoothStreamDeps) {
    this.#mpegts = mpegts
    this.#deps = deps
    mpegts.LoggingControl.applyConfig({ enableAll: false })
  }

  /** Takes the port in place of the one before. */
  open(port: MessagePort): void {
    this.unport()
    const own: OutletPort = new OutletPort(port, {
      flv: (chunk) => this.#take(chunk),
      state: ({ state, fault }) => {
        this.#fault = fault ?? (state === 'unsupported' ? 'codec-unsupported' : undefined)
      },
      lost: () => {
        if (this.#port !== own) return
        this.unport()
        this.#deps.lost()
      },
    })
    this.#port = own
  }

  /** Lets go of the port; the last picture stays. */
  unport(): void {
    clearTimeout(this.#retry)
    this.#port?.close()
    this.#port = undefined
    this.#fault = undefined
    this.#failures = 0
  }

  /** What was seen since the last call. */
  sight(): TileSight {
    const shown = this.#shown?.painted ?? 0
    const painted = Math.max(0, shown - this.#painted)
    this.#painted = shown
    const units = this.#units
    this.#units = 0
    return {
      port: this.#port !== undefined,
      configured: this.#coming !== undefined || this.#shown !== undefined,
      units,
      // mpegts.js counts only what it shows.
      decoded: painted,
      painted,
      queue: 0,
      ageMs: this.#shown?.ageMs ?? -1,
      ...(this.#fault && { fault: this.#fault }),
    }
  }

  async snapshot(): Promise<Blob | undefined> {
    return await this.#shown?.snapshot()
  }

  close(): void {
    this.unport()
    this.#coming?.close()
    this.#shown?.close()
  }

  #take(chunk: Uint8Array): void {
    this.#units++
    if (isFlvHeader(chunk)) this.#begin()
    const picture = this.#coming ?? this.#shown
    picture?.push(chunk)
  }

  #begin(): void {
    this.#coming?.close()
    const picture: SmoothPicture = new SmoothPicture(this.#mpegts, () => this.#deps.now(), {
      shown: () => {
        if (picture !== this.#coming) return
        this.#shown?.close()
        this.#shown = picture
        this.#coming = undefined
        this.#painted = 0
        this.#failures = 0
        this.#fault = undefined
        this.#deps.place(picture.video)
      },
      failed: (fault) => {
        if (picture === (this.#coming ?? this.#shown)) this.#failed(fault)
      },
    })
    this.#coming = picture
  }

  /** Begin again with the group of pictures, after a pause that grows while it does not help. */
  #failed(fault: FaultCode): void {
    this.#fault = fault
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => this.#port?.resync(), reopenPause(this.#failures++))
  }
}
