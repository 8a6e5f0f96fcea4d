import type { CameraEncoding, CameraView, SceneName } from '../camera-page/camera-contract'
import type { Picture } from '../dock/dock-needs'
import type { Identity } from '../identity'
import { qualityRow } from '../quality-table'

const BURST = 8_000_000
const INSIDE = 0

/** What the camera page must show and how it must encode it for a picture of this gateway. */
export function pictureView(
  { name, kind, seed }: Identity,
  picture: Picture,
  pace: { fps: number; gop: number; burst: boolean; night: boolean; grain: boolean },
): { view: CameraView; encoding: CameraEncoding } {
  const { cameraLabel, lens, quality, position, aircraftInDock } = picture
  const row = qualityRow(quality, kind.rates)
  const looks = position === undefined ? lens : position === INSIDE ? 'inside' : 'outside'
  const { width, height } = row
  return {
    view: {
      scene: pace.night ? 'night' : sceneOf(picture),
      title: name,
      detail: `${cameraLabel} · ${looks} · ${row.name}`,
      seed,
      aircraftInDock,
      grain: pace.grain,
    },
    encoding: {
      width,
      height,
      bitrate: pace.burst ? BURST : row.bitrate,
      fps: pace.fps,
      gop: pace.gop,
    },
  }
}

const FORWARD_CAMERAS = ['39-0-7', '176-0-0']

function sceneOf({ cameraIndex, lens, position }: Picture): SceneName {
  if (position !== undefined) return position === INSIDE ? 'dock-inside' : 'dock-outside'
  if (FORWARD_CAMERAS.includes(cameraIndex)) return 'forward'
  if (lens === 'zoom') return 'aircraft-zoom'
  return lens === 'ir' || lens === 'thermal' ? 'aircraft-ir' : 'aircraft-wide'
}
