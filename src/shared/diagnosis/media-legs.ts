import type { Fault, FaultCode } from '../fault'
import type { PullOutcome } from '../media-server'
import type { IngestProtocol } from '../stream'
import type { PlayerEvidence, StreamEvidence } from './evidence'
import type { Finding, FindingCode } from './finding'

/** A gap in the pictures that a viewer sees; meters come once a second on top. */
const GAP_MS = 3000
/** How long a dock may take from its yes to its connection, and from there to its first picture. */
const PATIENCE_MS = 10_000
/** A player says something once a second. */
const SIGHT_KEPT_MS = 5000
/** A picture older than this is no longer now. */
const OLD_MS = 2000
/** Faults of what the picture shows: all legs up to the screen do their work. */
const CONTENT = new Map<FaultCode, FindingCode>([
  ['picture-frozen', 'screen-frozen'],
  ['picture-black', 'screen-black'],
])

/** Reasons of the ingests that speak of the address; all others speak of what was offered. */
const OF_KEY: ReadonlySet<string> = new Set(['key-wrong', 'key-missing'])
/** What each way in is called on screen. */
const WAYS: Record<IngestProtocol, string> = { rtmp: 'RTMP', whip: 'WebRTC' }

/** What keeps pictures in a media server of others, whatever the dock does. */
const UNFETCHED: Partial<Record<PullOutcome, FaultCode>> = {
  unreachable: 'media-server-unreachable',
  refused: 'media-server-refused',
  unreadable: 'media-server-unreadable',
  'ffmpeg-missing': 'ffmpeg-missing',
  'ffmpeg-old': 'ffmpeg-old',
}

const unfetched = ({ lastFault, pulled }: StreamEvidence): Fault | undefined => {
  if (pulled === undefined) return undefined
  const code = UNFETCHED[pulled.outcome]
  if (code !== undefined) return { code, at: pulled.at }
  const missing = pulled.outcome === 'no-stream' && lastFault?.code === 'media-server-no-stream'
  return missing ? lastFault : undefined
}

/** The connection over which pictures come or shall come, and which way that is. */
export const publisherLeg = (evidence: StreamEvidence): Finding => {
  const { protocol = 'rtmp', publisher } = evidence
  const by = publisher?.event === 'started' ? (publisher.by ?? protocol) : protocol
  const finding = connectionOf(evidence, by)
  return { ...finding, values: { ...finding.values, way: WAYS[by] } }
}

const connectionOf = (evidence: StreamEvidence, by: IngestProtocol): Finding => {
  const { at: now, lastFault, publisher, refusal, start } = evidence
  const ingest = (by === 'whip' ? evidence.whip : undefined) ?? evidence.ingest
  if (ingest.kind === 'failed')
    return { code: 'publisher-no-ingest', at: ingest.fault.at, fault: ingest.fault }
  if (ingest.kind !== 'listening') return { code: 'publisher-ingest-starts' }
  if (publisher?.event === 'started') return { code: 'publisher-here', at: publisher.at }
  const fault = unfetched(evidence)
  if (fault !== undefined) return { code: 'publisher-unfetched', at: fault.at, fault }
  const asked = start?.reply?.kind === 'accepted' ? start.reply.at : undefined
  const came = Math.max(publisher?.at ?? 0, start?.at ?? 0)
  // A publisher that is turned away comes again and again; an old refusal explains nothing.
  if (refusal !== undefined && (refusal.at >= came || now - refusal.at < PATIENCE_MS)) {
    const { at, reason, remote } = refusal
    const code = OF_KEY.has(reason) ? 'publisher-refused' : 'publisher-unusable'
    return { code, at, values: { remote, reason } }
  }
  if (lastFault?.code === 'media-silent' || publisher?.reason === 'silent')
    return { code: 'publisher-closed-silent', ...(publisher && { at: publisher.at }) }
  const late = asked !== undefined && now - asked > PATIENCE_MS
  const missedBefore = lastFault?.code === 'publish-missing' && publisher === undefined
  if (publisher !== undefined && late && publisher.at >= asked)
    return { code: 'publisher-left', at: publisher.at }
  if (late || missedBefore) return { code: 'publisher-missing', at: asked ?? lastFault?.at ?? now }
  if (asked !== undefined && start?.pending !== true)
    return { code: 'publisher-awaited', at: asked }
  return { code: 'publisher-unreached', ...(publisher && { at: publisher.at }) }
}

export const unitsLeg = (evidence: StreamEvidence): Finding => {
  const { at: now, lastFault, meter, publisher } = evidence
  const last = meter !== undefined && meter.lastUnit > 0 ? { at: meter.lastUnit } : {}
  const closedSilent = publisher?.event === 'ended' && publisher.reason === 'silent'
  const wasSilent = closedSilent || lastFault?.code === 'media-silent'
  if (publisher?.event !== 'started' || meter === undefined) {
    if (!wasSilent) return { code: 'units-unreached', ...last }
    return {
      code: 'units-silent',
      ...(last.at === undefined && publisher ? { at: publisher.at } : last),
    }
  }
  const { bitrate, dropped, fps, lastKey } = meter
  const waited = now - publisher.at
  if (last.at === undefined) {
    const at = publisher.at
    if (dropped > 0) return { code: 'units-unreadable', at, values: { dropped } }
    const silent = wasSilent || waited > PATIENCE_MS
    return { code: silent ? 'units-silent' : 'units-awaited', at }
  }
  const gap = now - last.at
  if (gap > PATIENCE_MS) return { code: 'units-silent', ...last }
  if (gap > GAP_MS) return { code: 'units-stopped', ...last }
  if (lastKey === 0 && waited > PATIENCE_MS) return { code: 'units-keyless', at: publisher.at }
  return { code: 'units-flow', ...last, values: { fps: Math.round(fps), bitrate } }
}

/** `flowing` says that access units reach the ingest now. */
export const decoderLeg = (
  player: PlayerEvidence | undefined,
  flowing: boolean,
  now: number,
): Finding => {
  if (player?.visible === false) return { code: 'decoder-not-needed' }
  const sight = player?.sight
  if (sight === undefined || now - sight.at > SIGHT_KEPT_MS)
    return { code: flowing ? 'decoder-awaited' : 'decoder-unreached' }
  const { at, configured, decoded, fault, port, queue, units } = sight
  if (fault !== undefined && !CONTENT.has(fault) && (flowing || !port))
    return { code: 'decoder-fault', at, fault: { code: fault, at } }
  if (decoded > 0) return { code: 'decoder-works', at, values: { decoded, queue } }
  if (!flowing) return { code: 'decoder-unreached' }
  if (!port) return { code: 'decoder-portless', at }
  if (!configured) return { code: 'decoder-unconfigured', at }
  if (units === 0) return { code: 'decoder-starved', at }
  return { code: 'decoder-awaited', at, values: { units, queue } }
}

/** `decoding` says that pictures leave the decoder now. */
export const screenLeg = (
  player: PlayerEvidence | undefined,
  decoding: boolean,
  now: number,
): Finding => {
  if (player?.visible === false) return { code: 'screen-hidden' }
  const sight = player?.sight
  if (sight === undefined || now - sight.at > SIGHT_KEPT_MS)
    return { code: decoding ? 'screen-awaited' : 'screen-unreached' }
  const { ageMs, at, fault, painted } = sight
  const values = { age: (ageMs / 1000).toFixed(1) }
  const from = at - Math.max(ageMs, 0)
  if (!decoding) return ageMs < 0 ? { code: 'screen-unreached' } : { code: 'screen-last', at: from }
  if (painted === 0) return { code: 'screen-unpainted', at }
  if (ageMs > OLD_MS) return { code: 'screen-old', at, values, fault: { code: 'picture-old', at } }
  const content = fault && CONTENT.get(fault)
  if (content) return { code: content, at, fault: { code: fault, at } }
  return { code: 'screen-shows', at, values }
}
