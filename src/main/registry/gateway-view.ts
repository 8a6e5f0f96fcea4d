import { aircraftModel, dockOfAircraft, gatewayModel } from '@protocol/dji/models'
import type { Aircraft, Gateway, Presence } from '@shared/fleet'
import { camerasOf, saidLimit } from './cameras'
import type { AircraftFacts, GatewayFacts } from './facts'

/** What a device is called of which only the serial number is known. */
const UNKNOWN_KEY = '?'

const aircraftView = (facts: AircraftFacts): Aircraft => ({
  sn: facts.sn,
  model: aircraftModel(facts.modelKey ?? UNKNOWN_KEY),
  online: facts.online,
  ...(facts.battery && { batteryPercent: facts.battery.value }),
  ...(facts.modeCode && { modeCode: facts.modeCode.value }),
  ...(facts.bestLinkGateway !== undefined && { bestLinkGateway: facts.bestLinkGateway }),
})

const deviceLimits = (facts: GatewayFacts): Record<string, number> => {
  const limits: Record<string, number> = {}
  for (const device of facts.capacity?.devices ?? []) {
    const limit = saidLimit(device.coexistMax)
    if (limit !== undefined) limits[device.sn] = limit
  }
  return limits
}

/**
 * The model of a gateway. A station that starts late never hears an update_topo, but a dock's osd
 * names its aircraft, and that aircraft flies from one kind of dock only.
 */
const modelKeyOf = (facts: GatewayFacts): string | undefined => {
  const aircraftKey = facts.looksLikeDock ? facts.aircraft?.modelKey : undefined
  return facts.modelKey ?? (aircraftKey === undefined ? undefined : dockOfAircraft(aircraftKey))
}

export interface ViewContext {
  presence: Presence
  /** Milliseconds since the epoch; 0 when known only from disk. */
  lastSeen: number
  callsign: string
}

/** A gateway as windows see it. */
export const gatewayView = (facts: GatewayFacts, context: ViewContext): Gateway => {
  const modelKey = modelKeyOf(facts)
  const model = gatewayModel(modelKey ?? UNKNOWN_KEY)
  const kind = model.kind === 'unknown' && facts.looksLikeDock ? 'dock' : model.kind
  const coexistMax = saidLimit(facts.capacity?.coexistMax)
  return {
    sn: facts.sn,
    kind,
    model: { key: model.key, en: model.en, zh: model.zh, known: model.known },
    ...context,
    cameras: camerasOf({ ...facts, modelKey }, kind === 'dock'),
    deviceCoexistMax: deviceLimits(facts),
    streams: [...facts.streams],
    capacityAssumed: !facts.capacityFresh,
    ...(facts.aircraft && { aircraft: aircraftView(facts.aircraft) }),
    ...(coexistMax !== undefined && { coexistMax }),
    ...(facts.modeCode && { modeCode: facts.modeCode.value }),
    ...(facts.remainUpload && { remainUpload: facts.remainUpload.value }),
  }
}
