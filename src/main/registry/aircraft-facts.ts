import { shown, type AircraftFacts, type GatewayFacts } from './facts'

/**
 * How long after an aircraft went telemetry may still trickle in. A goodbye comes over one topic
 * and the last osd over another, in either order.
 */
const FAREWELL_MS = 5000

const newAircraft = (sn: string, online: boolean, at: number): AircraftFacts => ({
  sn,
  modelKey: undefined,
  online,
  since: at,
  battery: undefined,
  modeCode: undefined,
  bestLinkGateway: undefined,
  payloads: [],
})

/** Sets fields of the gateway's aircraft; nothing happens when there is none or nothing differs. */
export const changeAircraft = (
  facts: GatewayFacts,
  change: Partial<AircraftFacts>,
): GatewayFacts => {
  const { aircraft } = facts
  if (!aircraft) return facts
  const names = Object.keys(change) as (keyof AircraftFacts)[]
  if (names.every((name) => aircraft[name] === change[name])) return facts
  return shown(facts, { aircraft: { ...aircraft, ...change } })
}

/** The gateway says that this aircraft is linked. Another one before it is forgotten. */
export const aircraftLinked = (
  facts: GatewayFacts,
  said: { sn: string; modelKey?: string },
  at: number,
): GatewayFacts => {
  const { aircraft } = facts
  if (aircraft?.sn !== said.sn) {
    const kept = facts.kept?.sn === said.sn ? facts.kept : undefined
    const modelKey = said.modelKey
    return shown(facts, { aircraft: { ...newAircraft(said.sn, true, at), modelKey }, kept })
  }
  const modelKey = said.modelKey ?? aircraft.modelKey
  if (aircraft.online) return changeAircraft(facts, { modelKey })
  // What the last flight left behind says nothing about this one.
  const fresh = { battery: undefined, modeCode: undefined, bestLinkGateway: undefined }
  return changeAircraft(facts, { ...fresh, modelKey, online: true, since: at })
}

/** The gateway says that no aircraft is linked. The last one stays, not online. */
export const aircraftGone = (facts: GatewayFacts, at: number): GatewayFacts =>
  facts.aircraft?.online === true ? changeAircraft(facts, { online: false, since: at }) : facts

/** An aircraft that is paired but off, when nothing better is known. */
export const aircraftPaired = (
  facts: GatewayFacts,
  said: { sn: string; modelKey?: string },
  at: number,
): GatewayFacts => {
  if (facts.aircraft?.sn === said.sn) {
    return changeAircraft(facts, { modelKey: said.modelKey ?? facts.aircraft.modelKey })
  }
  if (facts.aircraft?.online === true) return facts
  const aircraft = { ...newAircraft(said.sn, false, at), modelKey: said.modelKey }
  return shown(facts, { aircraft })
}

/**
 * Telemetry speaks of this aircraft as present. Weaker than topology: it neither replaces an
 * aircraft that is linked nor revives one that has only just gone.
 */
export const aircraftHeard = (
  facts: GatewayFacts,
  said: { sn: string; modelKey?: string },
  at: number,
): GatewayFacts => {
  const { aircraft } = facts
  if (aircraft && !aircraft.online && at - aircraft.since < FAREWELL_MS) return facts
  if (aircraft?.online === true && aircraft.sn !== said.sn) return facts
  return aircraftLinked(facts, said, at)
}
