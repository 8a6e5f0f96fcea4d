import type { PublisherState, WhipProfile } from '../camera-page/publisher-contract'
import type { Picture } from '../dock/dock-needs'

export interface CameraUnit {
  /** NAL units with 4-byte lengths. */
  data: Uint8Array
  key: boolean
  /** Microseconds, rising without jumps. */
  time: number
}

export interface CameraListener {
  /** A configuration record (avcC) that holds from the next unit on, and the size it is for. */
  config(record: { description: Uint8Array; width: number; height: number }): void
  unit(unit: CameraUnit): void
  failed(reason: string): void
}

/** How a camera is to be published by WebRTC. */
export interface Publication {
  profile: WhipProfile
  /** Offers sound as well, which never comes. */
  audio: boolean
  /** Milliseconds by which it is behind its camera. */
  lag?: number
}

export interface PublisherListener {
  /** What the publisher offers, with its candidates. Once. */
  offer(sdp: string): void
  state(state: PublisherState): void
}

/** What a camera shows on its way over one peer connection. */
export interface Publisher {
  answer(sdp: string): void
  /** Sends pictures or none; the connection stays. */
  activate(active: boolean): void
  close(): void
}

/** A camera that is running. */
export interface RunningCamera {
  change(picture: Picture): void
  /** Encoded pictures from now on, from a key frame. */
  encode(listener: CameraListener): void
  /** Asks for an encoded key frame now. */
  key(): void
  /** A peer connection with these pictures in it; ends with the camera at the latest. */
  publish(publication: Publication, listener: PublisherListener): Publisher
  freeze(frozen: boolean): void
  close(): void
}

export type OpenCamera = (picture: Picture) => RunningCamera
