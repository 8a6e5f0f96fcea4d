import type { FaultCode } from '../fault'
import type { PlayerKind } from '../wall'
import type { StreamEvidence } from './evidence'
import type { CauseCode, Remedy, RemedyPage } from './finding'

const WAIT: Remedy = { kind: 'wait' }
const TRY: Remedy = { kind: 'try-now' }
const settings = (page: RemedyPage): Remedy => ({ kind: 'settings', page })

/** Faults that Dockwall heals by itself, or that are healed at the dock and then noticed here. */
const PASSING: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'broker-lost',
  'ingest-crashed',
  'dji-media-download',
  'dji-busy',
  'dji-no-video',
  'dji-source-missing',
  'dji-aircraft-missing',
  'dji-gateway-network',
])

/** Settings that a dock's refusal points at. */
const REFUSED_FOR: Partial<Record<FaultCode, Remedy>> = {
  'dji-network': settings('ingest'),
  'dji-address-refused': settings('ingest'),
  'dji-quality-refused': { kind: 'quality' },
  'dji-congestion': { kind: 'quality' },
}

interface Question {
  code: CauseCode
  fault: FaultCode | undefined
  evidence: StreamEvidence
  player: PlayerKind
}

/** The one button that helps most, or nothing but patience. A demo has no settings to correct. */
export const remedyOf = (question: Question): Remedy => {
  const remedy = bestRemedy(question)
  return remedy.kind === 'settings' && question.evidence.mode === 'demo' ? WAIT : remedy
}

const bestRemedy = ({ code, fault, evidence, player }: Question): Remedy => {
  const passing = fault !== undefined && PASSING.has(fault)
  const other: Remedy = { kind: 'player', player: player === 'now' ? 'smooth' : 'now' }
  switch (code) {
    case 'link-down':
    case 'link-off':
      return passing ? WAIT : settings(evidence.mode === 'external' ? 'external' : 'broker')
    case 'gateway-never-seen':
      return settings('docks')
    case 'gateway-unlicensed':
      return settings('cloud')
    case 'start-stopped':
      return { kind: 'start' }
    case 'start-refused':
      return (fault && REFUSED_FOR[fault]) ?? (passing ? WAIT : TRY)
    case 'start-unanswered':
    case 'publisher-refused':
    case 'publisher-unusable':
    case 'publisher-left':
    case 'units-silent':
    case 'screen-frozen':
      return TRY
    case 'publisher-no-ingest':
      return passing ? WAIT : settings(evidence.pulled === undefined ? 'ingest' : 'mediaServer')
    case 'publisher-missing':
      return settings(evidence.pulled === undefined ? 'ingest' : 'mediaServer')
    case 'publisher-unfetched':
      return settings('mediaServer')
    case 'units-keyless':
      return { kind: 'quality' }
    case 'decoder-fault':
      return passing ? WAIT : other
    case 'decoder-starved':
    case 'screen-unpainted':
      return other
    case 'screen-old':
      return player === 'smooth' ? other : { kind: 'quality' }
    case 'link-connecting':
    case 'gateway-silent':
    case 'gateway-offline':
    case 'aircraft-off':
    case 'aircraft-absent':
    case 'camera-missing':
    case 'camera-unreported':
    case 'start-slot':
    case 'start-elsewhere':
    case 'start-asked':
    case 'start-waits':
    case 'publisher-ingest-starts':
    case 'publisher-awaited':
    case 'units-stopped':
    case 'units-unreadable':
    case 'units-awaited':
    case 'decoder-portless':
    case 'decoder-unconfigured':
    case 'decoder-awaited':
    case 'screen-hidden':
    case 'screen-awaited':
    case 'screen-black':
      return WAIT
  }
}
