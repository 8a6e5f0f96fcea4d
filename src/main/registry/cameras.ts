import type { CapacityCamera, CapacityDevice, CapacityVideo } from '@protocol/dji/live-capacity'
import { cameraPositions, DOCK_CAMERA, payloadModel } from '@protocol/dji/models'
import { writeVideoId } from '@protocol/dji/video-id'
import type { Camera, VideoSource } from '@shared/fleet'
import type { GatewayFacts } from './facts'

/** What DJI's own page asks for when a camera lists no video. */
const USUAL_VIDEO = 'normal-0'

/** One source per video index; entries that share one are its lenses. */
const mergeVideos = (videos: readonly CapacityVideo[]): CapacityVideo[] => {
  const merged = new Map<string, CapacityVideo>()
  for (const video of videos) {
    const before = merged.get(video.videoIndex)
    const lenses = new Set(before?.lenses)
    // An older remote lists an entry for each lens and says nothing about switching.
    if (before?.lens !== undefined && video.lens !== undefined) lenses.add(before.lens)
    if (before && video.lens !== undefined) lenses.add(video.lens)
    for (const lens of video.lenses) lenses.add(lens)
    const lens = before?.lens ?? video.lens
    const entry: CapacityVideo = { videoIndex: video.videoIndex, lenses: [...lenses] }
    merged.set(video.videoIndex, lens === undefined ? entry : { ...entry, lens })
  }
  return [...merged.values()]
}

const assumedSource = (sn: string, cameraIndex: string): VideoSource => ({
  videoId: writeVideoId({ sn, cameraIndex, videoIndex: USUAL_VIDEO }),
  videoIndex: USUAL_VIDEO,
  lenses: [],
  assumed: true,
})

/** DJI's own older sample says 0 for a device whose cameras it lists: that says nothing. */
export const saidLimit = (coexistMax: number | undefined): number | undefined =>
  coexistMax === 0 ? undefined : coexistMax

const sourcesOf = (device: CapacityDevice, camera: CapacityCamera, listed: boolean) =>
  mergeVideos(camera.videos).map((video): VideoSource => {
    const { videoIndex } = video
    const videoId = writeVideoId({ sn: device.sn, cameraIndex: camera.cameraIndex, videoIndex })
    return { videoId, ...video, assumed: !listed }
  })

const listedCamera = (
  gatewayKey: string,
  device: CapacityDevice,
  camera: CapacityCamera,
  listed: boolean,
): Camera => {
  const { cameraIndex } = camera
  const sources = sourcesOf(device, camera, listed)
  const coexistMax = saidLimit(camera.coexistMax)
  return {
    sn: device.sn,
    cameraIndex,
    model: payloadModel(cameraIndex),
    positions: cameraPositions(gatewayKey, cameraIndex),
    sources: sources.length > 0 ? sources : [assumedSource(device.sn, cameraIndex)],
    ...(coexistMax === undefined ? {} : { coexistMax }),
  }
}

const assumedCamera = (gatewayKey: string, sn: string, cameraIndex: string): Camera => ({
  sn,
  cameraIndex,
  model: payloadModel(cameraIndex),
  positions: cameraPositions(gatewayKey, cameraIndex),
  sources: [assumedSource(sn, cameraIndex)],
})

/** Each camera index once; a device that lists one twice means the same camera. */
const unique = (cameras: readonly Camera[]): Camera[] => {
  const byName = new Map<string, Camera>()
  for (const camera of cameras) {
    const name = `${camera.sn}/${camera.cameraIndex}`
    const before = byName.get(name)
    if (!before) byName.set(name, camera)
    else {
      const fresh = camera.sources.filter(
        (source) => !before.sources.some((known) => known.videoId === source.videoId),
      )
      byName.set(name, { ...before, sources: [...before.sources, ...fresh] })
    }
  }
  return [...byName.values()]
}

/**
 * The cameras of a gateway: those of its last capacity, those its aircraft had before it was
 * switched off, and, when the gateway has been heard for a while and never said, the ones it must
 * have. `isDock` says whether it has a camera of its own.
 */
export const camerasOf = (facts: GatewayFacts, isDock: boolean): Camera[] => {
  const key = facts.modelKey ?? ''
  const { aircraft, capacity, kept } = facts
  const devices = capacity?.devices ?? []
  const cameras = devices.flatMap((device) =>
    device.cameras.map((camera) => listedCamera(key, device, camera, true)),
  )
  const isListed = (sn: string): boolean => devices.some((device) => device.sn === sn)
  if (kept && kept.sn === aircraft?.sn && !isListed(kept.sn)) {
    cameras.push(...kept.cameras.map((camera) => listedCamera(key, kept, camera, false)))
  } else if (aircraft && facts.assume && !facts.capacityFresh && !isListed(aircraft.sn)) {
    cameras.push(...aircraft.payloads.map((index) => assumedCamera(key, aircraft.sn, index)))
  }
  if (isDock && facts.assume && !capacity)
    cameras.unshift(assumedCamera(key, facts.sn, DOCK_CAMERA))
  return unique(cameras)
}
