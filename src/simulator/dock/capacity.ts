import type { CapacityDevice, CapacityVideo, LiveCapacity } from '@protocol/dji/live-capacity'
import type { SimulatedCameraRow } from '../gateway-kinds'
import type { Identity } from '../identity'
import type { FaultSet } from '../fault-set'
import { writeVideoId } from '@protocol/dji/video-id'

export interface CapacityView {
  identity: Identity
  aircraftOn: boolean
  faults: FaultSet
  /** The lens a video shows now, undefined when it was never changed. */
  lensNow(videoId: string): string | undefined
}

/** `live_capacity` as this gateway publishes it (DJI: properties, live_capacity). */
export function liveCapacity(view: CapacityView): LiveCapacity {
  const { kind, sn, aircraftSn } = view.identity
  const own = device(view, { sn, cameras: kind.own, coexistMax: kind.own.length })
  const { cameras } = kind.aircraft
  const aircraft = device(view, { sn: aircraftSn, cameras, coexistMax: kind.coexist.aircraft })
  return {
    coexistMax: view.aircraftOn ? kind.coexist.gateway : kind.own.length,
    devices: [...(kind.own.length > 0 ? [own] : []), ...(view.aircraftOn ? [aircraft] : [])],
  }
}

function device(
  view: CapacityView,
  {
    sn,
    cameras,
    coexistMax,
  }: { sn: string; cameras: readonly SimulatedCameraRow[]; coexistMax: number },
): CapacityDevice {
  return {
    sn,
    coexistMax,
    cameras: cameras.map((camera) => ({
      cameraIndex: camera.index,
      coexistMax: 1,
      videos: videosNow(view, sn, camera),
    })),
  }
}

function videosNow(view: CapacityView, sn: string, camera: SimulatedCameraRow): CapacityVideo[] {
  const { faults } = view
  const videos = camera.videos.map((video) => {
    const id = writeVideoId({ sn, cameraIndex: camera.index, videoIndex: video.index })
    return {
      videoIndex: video.index,
      lens: lensName(view.lensNow(id) ?? video.lens, faults),
      lenses: (video.switchable ?? []).map((lens) => lensName(lens, faults)),
    }
  })
  const first = videos[0]
  if (first === undefined || !faults.on('duplicate-index')) return videos
  return first.lenses.map((lens) => ({ videoIndex: first.videoIndex, lens, lenses: [] }))
}

/** What this gateway calls a lens: the infrared one may have an unusual name. */
export function lensName(lens: string, faults: FaultSet): string {
  return lens === 'ir' ? (faults.value('lens-name') ?? lens) : lens
}
