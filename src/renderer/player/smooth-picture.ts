import type Mpegts from 'mpegts.js'
import type { FaultCode } from '@shared/fault'
import { FlvSource } from './flv-source'
import { pictureElement } from './picture-element'
import { portLoader } from './port-loader'

/** Short buffers and two ways to catch up: rate first, a jump when that is not enough. */
const TUNING: Mpegts.Config = {
  isLive: true,
  // The page's policy allows no worker from a blob, and the workers bought nothing when measured.
  enableWorker: false,
  enableWorkerForMSE: false,
  enableStashBuffer: false,
  lazyLoad: false,
  deferLoadAfterSourceOpen: false,
  autoCleanupSourceBuffer: true,
  liveSync: true,
  liveSyncMaxLatency: 0.3,
  liveSyncTargetLatency: 0.12,
  liveSyncPlaybackRate: 1.15,
  liveBufferLatencyChasing: true,
  liveBufferLatencyMaxLatency: 0.6,
  liveBufferLatencyMinRemain: 0.15,
}

export interface SmoothHandlers {
  now(): number
  /** There is a picture now. */
  shown(): void
  /** This player is of no more use; the publisher went or the bytes were bad. */
  ended(fault?: FaultCode): void
}

/** One mpegts.js player on one port, from its first byte to its end. */
export class SmoothPicture {
  readonly video = pictureElement()
  readonly #source: FlvSource
  readonly #player: Mpegts.Player
  readonly #now: () => number

  constructor(mpegts: typeof Mpegts, port: MessagePort, handlers: SmoothHandlers) {
    this.#now = handlers.now
    this.#source = new FlvSource(port, {
      now: handlers.now,
      state: ({ state, fault }) => {
        if (state === 'ended') handlers.ended(fault)
        else if (state === 'unsupported') handlers.ended(fault ?? 'codec-unsupported')
      },
      lost: () => handlers.ended(),
    })
    this.#player = mpegts.createPlayer(
      { type: 'flv', isLive: true, hasAudio: false, hasVideo: true, url: '' },
      { ...TUNING, customLoader: portLoader(mpegts, this.#source) },
    )
    this.#player.on(mpegts.Events.ERROR, (_type: string, detail: string) => {
      const codec = detail === mpegts.ErrorDetails.MEDIA_CODEC_UNSUPPORTED
      handlers.ended(codec ? 'codec-unsupported' : 'decoder-failed')
    })
    this.video.addEventListener('loadeddata', () => handlers.shown(), { once: true })
    this.#player.attachMediaElement(this.video)
    this.#player.load()
  }

  /** Pictures shown since the player began. */
  get painted(): number {
    return this.video.getVideoPlaybackQuality().totalVideoFrames
  }

  /** Age of the picture on screen as far as this window knows: its buffer and the silence since. */
  get ageMs(): number {
    const { buffered, currentTime, readyState } = this.video
    if (readyState < HTMLMediaElement.HAVE_CURRENT_DATA || buffered.length === 0) return -1
    const ahead = (buffered.end(buffered.length - 1) - currentTime) * 1000
    return Math.max(0, Math.round(ahead + this.#now() - this.#source.newest))
  }

  async snapshot(): Promise<Blob | undefined> {
    const { videoWidth, videoHeight } = this.video
    if (videoWidth === 0) return undefined
    const canvas = new OffscreenCanvas(videoWidth, videoHeight)
    canvas.getContext('2d')?.drawImage(this.video, 0, 0)
    return await canvas.convertToBlob({ type: 'image/png' })
  }

  close(): void {
    this.#source.close()
    this.#player.destroy()
    this.video.remove()
  }
}
