import type { FaultCode } from '../fault'
import type { StreamEvidence } from './evidence'
import type { Finding } from './finding'

/** What keeps an embedded broker, and with it the link, from coming up at all. */
const BROKER_FAULTS: readonly FaultCode[] = ['broker-port-busy', 'broker-listen-failed']

export const brokerLeg = ({ link, siteFaults }: StreamEvidence): Finding => {
  switch (link.kind) {
    case 'up':
      return { code: 'link-up', at: link.since }
    case 'connecting':
      return { code: 'link-connecting', at: link.since }
    case 'down':
      return { code: 'link-down', at: link.since, fault: link.fault }
    case 'off': {
      const fault = siteFaults.findLast(({ code }) => BROKER_FAULTS.includes(code))
      return fault === undefined ? { code: 'link-off' } : { code: 'link-off', at: fault.at, fault }
    }
  }
}

/** When the gateway last said anything; nothing when it never did. */
const heard = ({ gateway }: StreamEvidence): { at?: number } =>
  gateway !== undefined && gateway.lastSeen > 0 ? { at: gateway.lastSeen } : {}

export const gatewayLeg = (evidence: StreamEvidence): Finding => {
  const { gateway, link, siteFaults } = evidence
  const seen = heard(evidence)
  if (link.kind !== 'up') return { code: 'gateway-unheard', ...seen }
  const values = { sn: gateway?.sn ?? '' }
  if (gateway?.presence === 'online') return { code: 'gateway-online', ...seen, values }
  if (gateway?.presence === 'stale') return { code: 'gateway-silent', ...seen, values }
  // A dock that is refused its licence drops the connection and looks like one that is off.
  const fault = siteFaults.findLast(({ code }) => code === 'app-credentials-missing')
  if (fault !== undefined) return { code: 'gateway-unlicensed', at: fault.at, fault }
  if (seen.at === undefined) return { code: 'gateway-never-seen' }
  return { code: 'gateway-offline', ...seen, values }
}

/** The device that carries the camera, and whether the gateway offers the camera at all. */
export const aircraftLeg = (evidence: StreamEvidence): Finding => {
  const { aircraft, camera, gateway, link } = evidence
  const told = heard(evidence)
  if (link.kind !== 'up' || gateway?.presence !== 'online')
    return { code: 'aircraft-unheard', ...told }
  if (aircraft !== undefined && aircraft.state !== 'online') {
    const code = aircraft.state === 'off' ? 'aircraft-off' : 'aircraft-absent'
    return { code, ...told, values: { sn: aircraft.sn } }
  }
  if (camera !== 'listed') return { code: `camera-${camera}`, ...told }
  if (aircraft === undefined) return { code: 'aircraft-not-needed', ...told }
  return { code: 'aircraft-online', ...told, values: { sn: aircraft.sn } }
}

const isPublishing = ({ publisher }: StreamEvidence): boolean => publisher?.event === 'started'

/** What the dock said when it was asked to stream. A publisher says more than any answer. */
export const replyLeg = (evidence: StreamEvidence): Finding => {
  const { start, state, wanted } = evidence
  if (!wanted) return { code: 'start-stopped' }
  const reply = start?.reply
  if (reply?.kind === 'accepted' && start?.pending !== true)
    return { code: 'start-accepted', at: reply.at }
  if (isPublishing(evidence)) return { code: 'start-not-needed' }
  if (state.kind === 'waiting' && state.for === 'slot')
    return { code: 'start-slot', at: state.since }
  if (state.kind === 'waiting' && state.for === 'station')
    return { code: 'start-elsewhere', at: state.since }
  // A start on its way does not make an earlier refusal undone.
  if (reply?.kind === 'refused') return { code: 'start-refused', at: reply.at, fault: reply.fault }
  if (reply?.kind === 'lost') return { code: 'start-unanswered', at: reply.at }
  if (start?.pending === true) return { code: 'start-asked', at: start.at }
  return { code: 'start-waits' }
}
