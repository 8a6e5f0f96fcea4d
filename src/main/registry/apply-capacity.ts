import type { CapacityDevice, LiveCapacity } from '@protocol/dji/live-capacity'
import { aircraftGone, aircraftLinked } from './aircraft-facts'
import { shown, type GatewayFacts } from './facts'

const deviceOf = (capacity: LiveCapacity | undefined, sn: string): CapacityDevice | undefined =>
  capacity?.devices.find((device) => device.sn === sn)

const aircraftIn = (facts: GatewayFacts, capacity: LiveCapacity): CapacityDevice | undefined =>
  (facts.aircraft && deviceOf(capacity, facts.aircraft.sn)) ??
  capacity.devices.find((device) => device.sn !== facts.sn)

const same = (one: LiveCapacity | undefined, other: LiveCapacity): boolean =>
  one !== undefined && JSON.stringify(one) === JSON.stringify(other)

/**
 * Takes a `live_capacity`, which replaces the one before as a whole. An aircraft that appears in it
 * is linked, one that vanishes from it is gone; the cameras of the vanished one are kept, so that a
 * tile still knows what it shows.
 */
export const applyCapacity = (
  facts: GatewayFacts,
  capacity: LiveCapacity,
  at: number,
): GatewayFacts => {
  const listed = aircraftIn(facts, capacity)
  const before = facts.aircraft && deviceOf(facts.capacity, facts.aircraft.sn)
  let next = facts
  if (!facts.capacityFresh || !same(facts.capacity, capacity)) {
    next = shown(facts, { capacity, capacityFresh: true, kept: listed ?? before ?? facts.kept })
  }
  if (listed && (before === undefined || next.aircraft?.online === false)) {
    return aircraftLinked(next, { sn: listed.sn }, at)
  }
  return before && !listed && facts.capacityFresh ? aircraftGone(next, at) : next
}
