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

/** A camera that is running. */
export interface RunningCamera {
  change(picture: Picture): void
  /** Asks for a key frame now. */
  key(): void
  freeze(frozen: boolean): void
  close(): void
}

export type OpenCamera = (picture: Picture, listener: CameraListener) => RunningCamera
