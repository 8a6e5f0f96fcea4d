import { on } from '../bridge'
import { openStream } from './open-stream'
import { SmoothStream } from './smooth-stream'
import { StreamFeed } from './stream-feed'
import type { TilePlayer, TileSight } from './tile-player'

/** What is seen before the first port came. */
const NOTHING: TileSight = {
  port: false,
  configured: false,
  units: 0,
  decoded: 0,
  painted: 0,
  queue: 0,
  ageMs: -1,
}

/** Shows a stream smoothly in `host`: mpegts.js buffers a little and catches up by itself. */
export function smoothTile(
  host: HTMLElement,
  videoId: string,
  seen: (sight: TileSight) => void,
): TilePlayer {
  let stream: SmoothStream | undefined
  let stopped = false

  const feed = new StreamFeed({
    open: () => openStream(videoId, 'flv'),
    deliver: (port) => void deliver(port),
  })

  async function deliver(port: MessagePort): Promise<void> {
    // Loaded with the first smooth tile; most walls have none.
    const { default: mpegts } = await import('mpegts.js')
    if (stopped || document.visibilityState !== 'visible') {
      port.close()
      return
    }
    stream ??= new SmoothStream(mpegts, { now: Date.now, place, lost: () => feed.lost() })
    stream.open(port)
  }

  function place(video: HTMLVideoElement): void {
    host.replaceChildren(video)
    void video.play().catch(() => undefined)
  }

  /** Buffered playback would fall behind while hidden; a new port brings it back to now. */
  function look(): void {
    if (document.visibilityState === 'visible') feed.start()
    else {
      feed.stop()
      stream?.unport()
    }
  }

  function report(): void {
    if (document.visibilityState !== 'visible') return
    const sight = stream?.sight() ?? NOTHING
    const fault = sight.fault ?? feed.fault
    seen({ ...sight, ...(fault && { fault }) })
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
      stream?.close()
      host.replaceChildren()
    },
    snapshot: async () => stream?.snapshot(),
  }
}
