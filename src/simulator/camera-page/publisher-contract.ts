/** What the simulator's main process and the camera page say about peer connections, over a port. */

export const WHIP_PROFILES = ['baseline', 'main', 'high'] as const
/** H.264 profile that a publisher offers. */
export type WhipProfile = (typeof WHIP_PROFILES)[number]

/** `unsteady`: nothing is heard of the other side. `gone`: it will not come back. */
export type PublisherState = 'connected' | 'unsteady' | 'gone'

export interface PublisherPace {
  /** Bits a second. */
  bitrate: number
  /** Pictures a second. */
  fps: number
  /** False: no pictures are sent. */
  active: boolean
}

export type PublisherOrder =
  | {
      kind: 'open'
      publisher: number
      camera: number
      /** Milliseconds by which it is behind its camera. */
      lag: number
      profile: WhipProfile
      audio: boolean
      pace: PublisherPace
    }
  | { kind: 'pace'; publisher: number; pace: PublisherPace }
  | { kind: 'answer'; publisher: number; sdp: string }
  | { kind: 'close'; publisher: number }

export type PublisherOutput =
  | { kind: 'offer'; publisher: number; sdp: string }
  | { kind: 'state'; publisher: number; state: PublisherState }
