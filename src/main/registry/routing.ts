import { parseProperties } from '@protocol/dji/osd'
import { parseTopology } from '@protocol/dji/topology'
import type { Envelope } from '@protocol/dji/envelope'
import type { ParsedTopic } from '@protocol/dji/topics'
import type { FleetMessage } from './apply'
import type { DropReason } from './registry-counters'

/** What the registry knows of serial numbers when it decides whose message it is. */
export interface KnownDevices {
  /** True for a gateway that has announced itself or was kept from before. */
  isGateway(sn: string): boolean
  /** The gateway through which this aircraft was last heard. */
  gatewayOf(aircraftSn: string): string | undefined
}

export type Routed =
  | { gatewaySn: string; message: FleetMessage; droppedFields: number }
  /** Nothing the registry reads, but a sign of life. */
  | { gatewaySn: string; message?: undefined }
  | { reason: DropReason }

/**
 * Whose message this is and what it says. An aircraft's osd and state name their gateway in the
 * envelope; one that names none belongs to the gateway through which that aircraft was heard.
 */
export const route = (topic: ParsedTopic, envelope: Envelope, known: KnownDevices): Routed => {
  const { kind, sn } = topic
  if (kind === 'status') {
    const { method = 'update_topo' } = envelope
    const parsed = method === 'update_topo' ? parseTopology(envelope.data) : undefined
    if (!parsed) return { reason: 'no-topology' }
    const message: FleetMessage = { kind: 'topology', topology: parsed.topology }
    return { gatewaySn: sn, message, droppedFields: parsed.dropped }
  }
  if (kind !== 'osd' && kind !== 'state') return { gatewaySn: sn }
  const properties = parseProperties(envelope.data)
  if (!properties) return { reason: 'no-properties' }
  const droppedFields = properties.dropped
  const named = envelope.gateway ?? known.gatewayOf(sn) ?? sn
  const gatewaySn = known.isGateway(sn) ? sn : named
  if (gatewaySn !== sn) {
    return { gatewaySn, message: { kind: 'aircraft', sn, properties }, droppedFields }
  }
  if (envelope.gateway === undefined && properties.batteryPercent !== undefined) {
    return { reason: 'aircraft-without-gateway' }
  }
  const message: FleetMessage = { kind: 'gateway', properties, repeats: kind === 'osd' }
  return { gatewaySn, message, droppedFields }
}
