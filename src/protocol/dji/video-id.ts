import { isSerialNumber } from './serial-number'

/** One stream's name with DJI: `sn/camera_index/video_index`. */
export interface VideoId {
  /** The device that carries the camera: the dock or the aircraft, not the gateway. */
  sn: string
  /** `type-subtype-gimbalindex`. */
  cameraIndex: string
  /** Usually `normal-0`; does not change with the lens. */
  videoIndex: string
}

const INDEX = /^[A-Za-z0-9-]{1,31}$/

/** Whether a text can be a camera index or video index. No `_`: it separates stream names. */
export const isVideoIndex = (text: string): boolean => INDEX.test(text)

/** Reads a video id; undefined for anything but three well-formed parts. */
export const parseVideoId = (text: string): VideoId | undefined => {
  const [sn, cameraIndex, videoIndex, ...more] = text.slice(0, 256).split('/')
  if (sn === undefined || cameraIndex === undefined || videoIndex === undefined) return undefined
  if (more.length > 0 || !isSerialNumber(sn)) return undefined
  if (!isVideoIndex(cameraIndex) || !isVideoIndex(videoIndex)) return undefined
  return { sn, cameraIndex, videoIndex }
}

export const writeVideoId = (id: VideoId): string => `${id.sn}/${id.cameraIndex}/${id.videoIndex}`
