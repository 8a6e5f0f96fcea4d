import type { Camera, Gateway, VideoSource } from '@shared/fleet'
import type { StreamFacts } from './facts'

/** The serial number in a video id: the device that carries the camera. */
export const sourceSn = (videoId: string): string => videoId.split('/', 1)[0] ?? ''

/** Device and camera in a video id, without the video index. */
export const cameraKey = (videoId: string): string => videoId.split('/').slice(0, 2).join('/')

export interface Offer {
  camera: Camera
  source: VideoSource
}

/** Where a gateway offers a video source, or undefined when it does not. */
export const offerOf = (gateway: Gateway | undefined, videoId: string): Offer | undefined => {
  for (const camera of gateway?.cameras ?? []) {
    const source = camera.sources.find((candidate) => candidate.videoId === videoId)
    if (source !== undefined) return { camera, source }
  }
  return undefined
}

/** Where the stream's source is offered: by the gateway to command, else by the one that lists it. */
export const offerFor = ({ gateway, lister, videoId }: StreamFacts): Offer | undefined =>
  offerOf(gateway.seen, videoId) ?? offerOf(lister, videoId)
