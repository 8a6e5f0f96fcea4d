import type { SinkTarget } from './player-protocol'
import { pictureElement } from './picture-element'
import { thisWindow } from './this-window'
import type { TilePlayer, TileSight } from './tile-player'
import { trackGenerator } from './track-generator'

/** Shows a stream as it is now in `host`: WebCodecs in the window's worker, newest wins. */
export function nowTile(
  host: HTMLElement,
  videoId: string,
  seen: (sight: TileSight) => void,
): TilePlayer {
  let track: MediaStreamTrack | undefined

  function makeTarget(): SinkTarget {
    track?.stop()
    const generator = trackGenerator()
    track = generator
    if (!generator) {
      const canvas = document.createElement('canvas')
      host.replaceChildren(canvas)
      return { kind: 'canvas', canvas: canvas.transferControlToOffscreen() }
    }
    const video = pictureElement()
    // A picture written before the element has its stream would be lost.
    video.srcObject = new MediaStream([generator])
    host.replaceChildren(video)
    return { kind: 'track', writable: generator.writable }
  }

  const stop = thisWindow().show(videoId, { makeTarget, seen })
  return {
    stop() {
      stop()
      track?.stop()
      host.replaceChildren()
    },
    snapshot: () => thisWindow().snapshot(videoId),
  }
}
