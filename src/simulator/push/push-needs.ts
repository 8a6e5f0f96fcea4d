import type { WhipProfile } from '../camera-page/publisher-contract'
import type { FaultSet } from '../fault-set'
import type { OpenCamera } from './camera-source'
import type { PushLifeNeeds } from './push-life'

export interface PushNeeds extends PushLifeNeeds {
  openCamera: OpenCamera
  faults: FaultSet
  fps: number
  whip: {
    profile: WhipProfile
    /** Media goes through a relay of ours, so that its way can be made worse while it runs. */
    relay: boolean
    /** Told how many milliseconds packets lately waited before a bottleneck of that way. */
    queued: (ms: number) => void
  }
}
