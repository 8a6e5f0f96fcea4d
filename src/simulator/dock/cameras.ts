import { parseVideoId, writeVideoId } from '@protocol/dji/video-id'
import type { SimulatedCameraRow } from '../gateway-kinds'
import type { Identity } from '../identity'

/** A video that this gateway can push now. */
export interface Video {
  videoId: string
  onAircraft: boolean
  camera: SimulatedCameraRow
  /** Lens names that live_lens_change takes, as the camera was built. */
  switchable: readonly string[]
  /** Lens before anybody changed it. */
  lens: string
}

/** All videos of the gateway, those of the aircraft only while it is on. */
function videosOf(identity: Identity, aircraftOn: boolean): Video[] {
  const of = (sn: string, cameras: readonly SimulatedCameraRow[], onAircraft: boolean): Video[] =>
    cameras.flatMap((camera) =>
      camera.videos.map((video) => ({
        videoId: writeVideoId({ sn, cameraIndex: camera.index, videoIndex: video.index }),
        onAircraft,
        camera,
        switchable: video.switchable ?? [],
        lens: video.lens,
      })),
    )
  const { kind, sn, aircraftSn } = identity
  return [
    ...of(sn, kind.own, false),
    ...(aircraftOn ? of(aircraftSn, kind.aircraft.cameras, true) : []),
  ]
}

export const SOURCE_MISSING = 513001
export const CAMERA_MISSING = 513002

/** The video of an id, or DJI's code for what is missing: the device or its camera. */
export function findVideo(
  identity: Identity,
  aircraftOn: boolean,
  videoId: string,
): Video | typeof SOURCE_MISSING | typeof CAMERA_MISSING {
  const videos = videosOf(identity, aircraftOn)
  const found = videos.find((video) => video.videoId === videoId)
  if (found !== undefined) return found
  const sn = parseVideoId(videoId)?.sn
  const known = videos.some((video) => parseVideoId(video.videoId)?.sn === sn)
  return known ? CAMERA_MISSING : SOURCE_MISSING
}
