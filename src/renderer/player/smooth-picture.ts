import type Mpegts from 'mpegts.js'
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
  /** There is a picture now. */
  shown(): void
  failed(fault: 'codec-unsupported' | 'stream-undecodable'): void
}

/** One mpegts.js player on one FLV stream, from its header to its end. */
export class SmoothPicture {
  readonly video = pictureElement()
  readonly #source = new FlvSource()
  readonly #player: Mpegts.Player
  readonly #now: () => number
  #newest = 0

  constructor(mpegts: typeof Mpegts, now: () => number, handlers: SmoothHandlers) {
    this.#now = now
    this.#player = mpegts.createPlayer(
      { type: 'flv', isLive: true, hasAudio: false, hasVideo: true, url: '' },
      { ...TUNING, customLoader: portLoader(mpegts, this.#source) },
    )
    this.#player.on(mpegts.Events.ERROR, (_type: string, detail: string) => {
      const codec = detail === mpegts.ErrorDetails.MEDIA_CODEC_UNSUPPORTED
      handlers.failed(codec ? 'codec-unsupported' : 'stream-undecodable')
    })
    this.video.addEventListener('loadeddata', () => handlers.shown(), { once: true })
    this.#player.attachMediaElement(this.video)
    this.#player.load()
  }

  push(chunk: Uint8Array): void {
    this.#newest = this.#now()
    this.#source.push(chunk)
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
    return Math.max(0, Math.round(ahead + this.#now() - this.#newest))
  }

  async snapshot(): Promise<Blob | undefined> {
    const { videoWidth, videoHeight } = this.video
    if (videoWidth === 0) return undefined
    const canvas = new OffscreenCanvas(videoWidth, videoHeight)
    canvas.getContext('2d')?.drawImage(this.video, 0, 0)
    return await canvas.convertToBlob({ type: 'image/png' })
  }

  close(): void {
    this.#player.destroy()
    this.video.remove()
  }
}
