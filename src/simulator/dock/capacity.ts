import type { SimulatedCameraRow } from '../gateway-kinds'
import type { Identity } from '../identity'
import type { FaultSet } from '../fault-switches'
import { writeVideoId } from '@protocol/dji/video-id'

export interface CapacityView {
  identity: Identity
  aircraftOn: boolean
  faults: FaultSet
  /** The lens a video shows now, undefined when it was never changed. */
  lensNow(videoId: string): string | undefined
}

/** `live_capacity` as this gateway would publish it (DJI: properties, live_capacity). */
export function liveCapacity(view: CapacityView): object {
  const { kind, sn, aircraftSn } = view.identity
  const devices = [
    ...(kind.own.length > 0 ? [device(view, sn, kind.own, kind.own.length)] : []),
    ...(view.aircraftOn
      ? [device(view, aircraftSn, kind.aircraft.cameras, kind.coexist.aircraft)]
      : []),
  ]
  return {
    available_video_number: devices.reduce((sum, { available_video_number: n }) => sum + n, 0),
    coexist_video_number_max: view.aircraftOn ? kind.coexist.gateway : kind.own.length,
    device_list: devices,
  }
}

function device(
  view: CapacityView,
  sn: string,
  cameras: readonly SimulatedCameraRow[],
  coexist: number,
) {
  return {
    sn,
    available_video_number: cameras.length,
    coexist_video_number_max: coexist,
    camera_list: cameras.map((camera) => ({
      camera_index: camera.index,
      available_video_number: 1,
      coexist_video_number_max: 1,
      video_list: videoList(view, sn, camera),
    })),
  }
}

function videoList(view: CapacityView, sn: string, camera: SimulatedCameraRow): object[] {
  const { faults } = view
  const entries = camera.videos.map((video) => {
    const id = writeVideoId({ sn, cameraIndex: camera.index, videoIndex: video.index })
    return {
      video_index: video.index,
      video_type: lensName(view.lensNow(id) ?? video.lens, faults),
      ...(video.switchable === undefined
        ? {}
        : { switchable_video_types: video.switchable.map((lens) => lensName(lens, faults)) }),
    }
  })
  const first = entries[0]
  if (!faults.on('duplicate-index') || first?.switchable_video_types === undefined) return entries
  return first.switchable_video_types.map((lens) => ({
    video_index: first.video_index,
    video_type: lens,
  }))
}

/** What this gateway calls a lens: the infrared one may have an unusual name. */
export function lensName(lens: string, faults: FaultSet): string {
  return lens === 'ir' ? (faults.value('lens-name') ?? lens) : lens
}
