/** What the simulator's main process and the camera page say to each other over a message port. */

/** The pictures a simulated camera can show. */
export type SceneName =
  | 'dock-inside'
  | 'dock-outside'
  | 'aircraft-wide'
  | 'aircraft-zoom'
  | 'aircraft-ir'
  | 'forward'
  /** Nothing is burnt into it, so that nothing in it moves. */
  | 'night'

export interface CameraView {
  scene: SceneName
  /** Burnt into the picture, first line. */
  title: string
  /** Burnt into the picture, second line: camera, lens, quality. */
  detail: string
  /** Two cameras with different seeds look at different places. */
  seed: number
  /** True while the aircraft rests in the dock. */
  aircraftInDock: boolean
  /** Noise over everything but what is burnt in: the encoder needs each bit that it is given. */
  grain: boolean
}

export interface CameraEncoding {
  width: number
  height: number
  /** Bits a second. */
  bitrate: number
  /** Pictures a second. */
  fps: number
  /** Seconds from key frame to key frame. */
  gop: number
}

export type CameraOrder =
  | { kind: 'open'; camera: number; view: CameraView; encoding: CameraEncoding }
  | { kind: 'view'; camera: number; view: CameraView }
  | { kind: 'encoding'; camera: number; encoding: CameraEncoding }
  /** Encoded pictures are wanted, from a key frame on. */
  | { kind: 'encode'; camera: number }
  /** The next picture is a key frame. */
  | { kind: 'key'; camera: number }
  /** The picture stands still, clock and all, though encoded pictures keep coming. */
  | { kind: 'freeze'; camera: number; frozen: boolean }
  | { kind: 'close'; camera: number }

export type CameraOutput =
  /** The configuration record (avcC) of the units that follow. */
  | { kind: 'config'; camera: number; description: Uint8Array; width: number; height: number }
  /** One picture: NAL units with 4-byte lengths. `time` in microseconds, rises without jumps. */
  | { kind: 'unit'; camera: number; key: boolean; time: number; data: Uint8Array }
  | { kind: 'failed'; camera: number; reason: string }
