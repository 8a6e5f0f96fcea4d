import { FieldReader } from './field-reader'
import { isSerialNumber } from './serial-number'
import { isVideoIndex } from './video-id'

/** One `video_list` entry. Two entries may share an index and differ in lens. */
export interface CapacityVideo {
  videoIndex: string
  /** `video_type`: the lens shown now. */
  lens?: string
  /** `switchable_video_types`: what live_lens_change accepts; empty when not said. */
  lenses: string[]
}

export interface CapacityCamera {
  cameraIndex: string
  coexistMax?: number
  videos: CapacityVideo[]
}

export interface CapacityDevice {
  /** The dock itself or its aircraft. */
  sn: string
  coexistMax?: number
  cameras: CapacityCamera[]
}

/** What a gateway can push (DJI: properties, `live_capacity`): always the whole picture. */
export interface LiveCapacity {
  /** Streams through this gateway at the same time. */
  coexistMax?: number
  devices: CapacityDevice[]
}

const MAX_DEVICES = 8
const MAX_CAMERAS = 16
const MAX_VIDEOS = 16
/** Over all cameras, so that one gateway costs bounded memory. */
const MAX_VIDEOS_IN_ALL = 64
const MAX_LENSES = 8
const MAX_LENS = 24

class CapacityReader extends FieldReader {
  private room = MAX_VIDEOS_IN_ALL

  devices(value: unknown): CapacityDevice[] {
    return this.entries(value, MAX_DEVICES, 'sn', isSerialNumber).map(([fields, sn]) => ({
      sn,
      ...this.coexist(fields),
      cameras: this.cameras(fields['camera_list']),
    }))
  }

  coexist(fields: Readonly<Record<string, unknown>>): { coexistMax?: number } {
    const coexistMax = this.count(fields['coexist_video_number_max'])
    return coexistMax === undefined ? {} : { coexistMax }
  }

  private cameras(value: unknown): CapacityCamera[] {
    const cameras = this.entries(value, MAX_CAMERAS, 'camera_index', isVideoIndex)
    return cameras.map(([fields, cameraIndex]) => ({
      cameraIndex,
      ...this.coexist(fields),
      videos: this.videos(fields['video_list']),
    }))
  }

  private videos(value: unknown): CapacityVideo[] {
    const videos: CapacityVideo[] = []
    for (const [fields, videoIndex] of this.entries(
      value,
      MAX_VIDEOS,
      'video_index',
      isVideoIndex,
    )) {
      if (this.room-- <= 0) {
        this.drop()
        continue
      }
      const video: CapacityVideo = { videoIndex, lenses: [] }
      const lens = this.text(fields['video_type'], MAX_LENS)
      if (lens !== undefined && lens !== '') video.lens = lens
      for (const offered of this.list(fields['switchable_video_types'], MAX_LENSES)) {
        const name = this.text(offered, MAX_LENS)
        if (name !== undefined && name !== '') video.lenses.push(name)
      }
      videos.push(video)
    }
    return videos
  }

  /** The objects of a list with a usable name; others are dropped. */
  private entries(
    value: unknown,
    max: number,
    key: string,
    valid: (text: string) => boolean,
  ): [Readonly<Record<string, unknown>>, string][] {
    const entries: [Readonly<Record<string, unknown>>, string][] = []
    for (const entry of this.list(value, max)) {
      const fields = this.object(entry)
      const name = fields && this.textThat(fields[key], valid)
      if (fields && name !== undefined) entries.push([fields, name])
      else this.drop()
    }
    return entries
  }
}

/**
 * Reads a `live_capacity`. Undefined when it is not one; devices, cameras and videos that cannot be
 * used are left out and counted, as are those beyond a sane size.
 */
export const parseLiveCapacity = (
  value: unknown,
): { capacity: LiveCapacity; dropped: number } | undefined => {
  const read = new CapacityReader()
  const fields = read.object(value)
  if (!fields || !('device_list' in fields)) return undefined
  const capacity = { ...read.coexist(fields), devices: read.devices(fields['device_list']) }
  return { capacity, dropped: read.dropped }
}

const counts = (available: number, coexistMax: number | undefined): Record<string, number> => ({
  available_video_number: available,
  ...(coexistMax === undefined ? {} : { coexist_video_number_max: coexistMax }),
})

const sum = <T>(entries: readonly T[], of: (entry: T) => number): number =>
  entries.reduce((total, entry) => total + of(entry), 0)

const streams = (camera: CapacityCamera): number =>
  new Set(camera.videos.map((video) => video.videoIndex)).size
const streamsOf = (device: CapacityDevice): number => sum(device.cameras, streams)

/** A `live_capacity` as a gateway writes it; the available numbers are counted. */
export const writeLiveCapacity = (capacity: LiveCapacity): Readonly<Record<string, unknown>> => ({
  ...counts(sum(capacity.devices, streamsOf), capacity.coexistMax),
  device_list: capacity.devices.map((device) => ({
    sn: device.sn,
    ...counts(streamsOf(device), device.coexistMax),
    camera_list: device.cameras.map((camera) => ({
      camera_index: camera.cameraIndex,
      ...counts(streams(camera), camera.coexistMax),
      video_list: camera.videos.map((video) => ({
        video_index: video.videoIndex,
        ...(video.lens === undefined ? {} : { video_type: video.lens }),
        ...(video.lenses.length === 0 ? {} : { switchable_video_types: video.lenses }),
      })),
    })),
  })),
})
