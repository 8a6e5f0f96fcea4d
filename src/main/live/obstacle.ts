import type { Gateway } from '@shared/fleet'
import type { WaitingFor } from '@shared/stream'
import type { StreamFacts } from './facts'
import { offerFor, sourceSn } from './video-source'

/**
 * Whether a gateway has this aircraft, and it is on. After a restart of the station nobody repeats
 * the topology; then the dock's own list counts.
 */
export const carries = (gateway: Gateway | undefined, aircraftSn: string): boolean => {
  if (gateway === undefined) return false
  const { aircraft } = gateway
  if (aircraft === undefined) {
    return !gateway.capacityAssumed && gateway.cameras.some(({ sn }) => sn === aircraftSn)
  }
  return aircraft.sn === aircraftSn && aircraft.online
}

/**
 * Whether a gateway can hear us: it is online and spoke since our link came up. A broker that is
 * back has its gateways back one by one, and who is asked before never gets it.
 */
const isThere = ({ gateway, site }: StreamFacts): boolean =>
  gateway.seen?.presence === 'online' &&
  !(gateway.heardAt !== undefined && gateway.heardAt < (site.linkUp ?? 0))

/** What is missing on the way from us to the gateway, whatever it is asked. */
export const gatewayObstacle = (facts: StreamFacts): 'link' | 'gateway' | undefined => {
  if (facts.site.linkUp === undefined) return 'link'
  return isThere(facts) ? undefined : 'gateway'
}

/**
 * The first thing on the way from us to the camera that is missing, so that a request makes no
 * sense now; undefined when nothing is. Slots are judged apart, over all streams of a gateway.
 */
export const obstacleOf = (facts: StreamFacts): WaitingFor | undefined => {
  const { gateway, lister, videoId } = facts
  const far = gatewayObstacle(facts)
  if (far !== undefined) return far
  const sn = sourceSn(videoId)
  const onAircraft = sn !== gateway.sn
  if (onAircraft && !carries(gateway.seen, sn) && !carries(lister, sn)) return 'aircraft'
  if (offerFor(facts) === undefined) return 'camera'
  if (facts.address === undefined) return 'ingest'
  return undefined
}

/** True when the stream cannot run at all now, whatever was asked before. */
export const isSourceGone = (facts: StreamFacts): boolean => {
  const obstacle = obstacleOf(facts)
  if (obstacle === 'gateway') return facts.gateway.seen?.presence !== 'online'
  return obstacle === 'aircraft' || obstacle === 'camera'
}
