import type { KeptGateway } from './capacity-file'
import { newFacts, type GatewayFacts } from './facts'

/** Whether something that is kept between runs is new in `facts`. */
export const keptDiffers = (before: GatewayFacts, facts: GatewayFacts): boolean =>
  before.capacity !== facts.capacity ||
  before.modelKey !== facts.modelKey ||
  before.aircraft?.sn !== facts.aircraft?.sn ||
  before.aircraft?.modelKey !== facts.aircraft?.modelKey

/**
 * What to keep of a gateway, cameras of an aircraft that is off included; undefined until the
 * gateway itself has told its capacity in this run.
 */
export const keptOf = (facts: GatewayFacts): KeptGateway | undefined => {
  const { sn, modelKey, aircraft, capacity, kept } = facts
  if (!capacity || !facts.capacityFresh) return undefined
  const listed = capacity.devices.some((device) => device.sn === kept?.sn)
  const devices = kept && !listed ? [...capacity.devices, kept] : capacity.devices
  return {
    sn,
    modelKey,
    aircraft: aircraft && { sn: aircraft.sn, modelKey: aircraft.modelKey },
    capacity: { ...capacity, devices },
  }
}

/** A gateway as it was kept: not heard yet, its aircraft not online. */
export const factsOfKept = (kept: KeptGateway): GatewayFacts => ({
  ...newFacts(kept.sn, 0),
  modelKey: kept.modelKey,
  aircraft: kept.aircraft && {
    ...kept.aircraft,
    online: false,
    since: 0,
    battery: undefined,
    modeCode: undefined,
    bestLinkGateway: undefined,
    payloads: [],
  },
  capacity: kept.capacity,
  kept: kept.capacity.devices.find((device) => device.sn === kept.aircraft?.sn),
})
