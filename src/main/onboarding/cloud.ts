import type { Fault } from '@shared/fault'
import type { SecretName, Settings } from '@shared/settings'
import type { Bindings } from './bindings'
import type { OnboardingProgress } from './onboarding-progress'

/** What the station is to its docks; each answer asks anew, so changes hold from the next message. */
export interface Cloud {
  settings: () => Settings['cloud']
  secret: (name: Extract<SecretName, `cloud.${string}`>) => string | undefined
  /** The address of this computer as the gateway reaches it: the NTP server when none is set. */
  ownAddress: (gatewaySn: string) => string | undefined
  bindings: Bindings
  progress: Pick<OnboardingProgress, 'reached'>
  /** Told each time a dock meets the fault; `detail` is its serial number. */
  onFault: (fault: Fault) => void
  /** Milliseconds since the epoch. */
  now: () => number
}
