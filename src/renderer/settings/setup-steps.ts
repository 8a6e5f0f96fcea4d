import type { Gateway } from '@shared/fleet'
import type { SiteState } from '@shared/site'

export const SETUP_STEPS = ['broker', 'connected', 'licence', 'bound', 'online', 'camera'] as const
export type SetupStep = (typeof SETUP_STEPS)[number]

/**
 * How far the first dock has come: the number of steps done, in order. Later steps imply the ones
 * before; a dock that reports telemetry has passed licence and binding, whoever saw them.
 */
export const setupStepsDone = (
  site: Pick<SiteState, 'brokerPort' | 'onboarding'> | undefined,
  gateways: readonly Gateway[],
): number => {
  const docks = gateways.filter(({ kind }) => kind !== 'remote')
  const online = docks.filter(({ presence }) => presence === 'online')
  const reported = Object.values(site?.onboarding ?? {})
  const reached: Record<SetupStep, boolean> = {
    broker: site?.brokerPort !== undefined,
    connected: reported.length > 0 || docks.some(({ lastSeen }) => lastSeen > 0),
    licence: reported.some((step) => step === 'licence' || step === 'bound'),
    bound: reported.includes('bound'),
    online: online.length > 0,
    camera: online.some(({ cameras, capacityAssumed }) => cameras.length > 0 && !capacityAssumed),
  }
  return SETUP_STEPS.findLastIndex((step) => reached[step]) + 1
}
