import type { Bridge } from '../src/shared/contract'
import type { SiteState } from '../src/shared/site'
import type { StreamStatus } from '../src/shared/stream'
import type { Rectangle } from './glass-screen'

/** What a wall's page shows, and what main tells it. */
export interface SeenWall {
  /** Where each picture is on the screen: the part of its element that the picture fills. */
  pictures: Rectangle[]
  statuses: StreamStatus[]
  site: SiteState
}

/** Runs in the page, as text: nothing of this file is there. */
export async function readWall(): Promise<SeenWall> {
  const { dockwall } = globalThis as unknown as { dockwall: Bridge }
  const videos = [...document.querySelectorAll('video')].filter((video) => video.videoWidth > 0)
  return {
    pictures: videos.map((video) => {
      const box = video.getBoundingClientRect()
      const scale = Math.min(box.width / video.videoWidth, box.height / video.videoHeight)
      const [width, height] = [video.videoWidth * scale, video.videoHeight * scale]
      return {
        x: window.screenX + box.x + (box.width - width) / 2,
        y: window.screenY + box.y + (box.height - height) / 2,
        width,
        height,
      }
    }),
    statuses: (await dockwall.request('live.get', undefined)) as StreamStatus[],
    site: (await dockwall.request('site.get', undefined)) as SiteState,
  }
}
