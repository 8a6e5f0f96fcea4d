import type { Properties } from '@protocol/dji/osd'
import { aircraftHeard, changeAircraft } from './aircraft-facts'
import type { AircraftFacts, GatewayFacts, Timed } from './facts'

const timedInAircraft = (
  facts: GatewayFacts,
  name: 'battery' | 'modeCode',
  next: Timed<number>,
): GatewayFacts => {
  const { aircraft } = facts
  if (!aircraft) return facts
  return aircraft[name]?.value === next.value
    ? { ...facts, aircraft: { ...aircraft, [name]: next } }
    : changeAircraft(facts, { [name]: next })
}

const samePayloads = (aircraft: AircraftFacts, payloads: readonly string[]): boolean =>
  aircraft.payloads.length === payloads.length &&
  aircraft.payloads.every((payload, index) => payload === payloads[index])

/** Takes what an aircraft said of itself through this gateway. */
export const applyAircraft = (
  before: GatewayFacts,
  message: { sn: string; properties: Properties },
  at: number,
): GatewayFacts => {
  const { sn } = message
  const { batteryPercent, modeCode, payloads, bestLinkGateway } = message.properties
  let facts = aircraftHeard(before, { sn }, at)
  if (facts.aircraft?.sn !== sn || !facts.aircraft.online) return facts
  if (batteryPercent !== undefined) {
    facts = timedInAircraft(facts, 'battery', { value: batteryPercent, at })
  }
  if (modeCode !== undefined) facts = timedInAircraft(facts, 'modeCode', { value: modeCode, at })
  if (payloads && facts.aircraft && !samePayloads(facts.aircraft, payloads)) {
    facts = changeAircraft(facts, { payloads })
  }
  return bestLinkGateway === undefined ? facts : changeAircraft(facts, { bestLinkGateway })
}
