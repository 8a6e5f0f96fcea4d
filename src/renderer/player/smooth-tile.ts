import type { FaultCode } from '@shared/fault'
import { on } from '../bridge'
import { openStream } from './open-stream'
import { SmoothPicture } from './smooth-picture'
import { StreamFeed } from './stream-feed'
import type { TilePlayer, TileSight } from './tile-player'

/** Shows a stream smoothly in `host`: mpegts.js buffers a little and catches up by itself. */
export function smoothTile(
  host: HTMLElement,
  videoId: string,
  seen: (sight: TileSight) => void,
): TilePlayer {
  let current: SmoothPicture | undefined
  let coming: SmoothPicture | undefined
  let fault: FaultCode | undefined
  let painted = 0
  let stopped = false

  const feed = new StreamFeed({ open: () => openStream(videoId, 'flv'), deliver: begin })

  /** The picture before stays on screen until the new player has one. */
  async function begin(port: MessagePort): Promise<void> {
    const { default: mpegts } = await import('mpegts.js')
    if (stopped) {
      port.close()
      return
    }
    coming?.close()
    const picture: SmoothPicture = new SmoothPicture(mpegts, port, {
      now: Date.now,
      shown() {
        if (picture !== coming) return
        current?.close()
        current = picture
        coming = undefined
        painted = 0
        fault = undefined
        host.replaceChildren(picture.video)
        void picture.video.play().catch(() => undefined)
      },
      ended(why) {
        if (picture !== coming && picture !== current) return
        fault = why
        feed.lost()
      },
    })
    coming = picture
  }

  function look(): void {
    if (document.visibilityState === 'visible') feed.start()
    else {
      feed.stop()
      coming?.close()
      coming = undefined
    }
  }

  function report(): void {
    if (document.visibilityState !== 'visible') return
    const shown = current?.painted ?? 0
    const why = fault ?? feed.fault
    seen({ painted: shown - painted, ageMs: current?.ageMs ?? -1, ...(why && { fault: why }) })
    painted = shown
  }

  const offSite = on('site.changed', ({ ingest }) => feed.setIngest(ingest))
  const reporting = setInterval(report, 1000)
  document.addEventListener('visibilitychange', look)
  look()
  return {
    stop() {
      stopped = true
      offSite()
      clearInterval(reporting)
      document.removeEventListener('visibilitychange', look)
      feed.stop()
      coming?.close()
      current?.close()
      host.replaceChildren()
    },
    snapshot: async () => current?.snapshot(),
  }
}
