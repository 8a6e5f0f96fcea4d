import { afterFault, afterResult, blockedUnder } from './after-failure'
import { flowOf, othersLive } from './evidence'
import { restartPause } from './pauses'
import { TIMES } from './policy-times'
import { without, type Errand, type Stream, type StreamMemory } from './stream-memory'

/** Pictures settle what was still open, unless they come from a gateway we have to leave. */
const settled = ({ facts, memory }: Stream): boolean => {
  const { errand, held } = memory
  if (errand.kind === 'expecting') return true
  if (errand.kind === 'clearing') return !errand.flowing
  const open = errand.kind === 'paused' || errand.kind === 'slot' || errand.kind === 'blocked'
  return open && (held === undefined || held.gatewaySn === facts.gateway.sn)
}

/** The gateway just said that it pushes this stream already: the pictures are its own. */
const isHere = (errand: Errand): boolean =>
  errand.kind === 'expecting' && errand.because === 'already-live'

const noticePictures = (stream: Stream, now: number): StreamMemory => {
  const { facts, memory } = stream
  const since = memory.flowingSince ?? now
  let next: StreamMemory = { ...memory, flowingSince: since, insist: false }
  const { errand } = memory
  if (settled(stream)) next = { ...next, errand: { kind: 'idle' } }
  const adopts = next.held === undefined ? next.errand.kind === 'idle' : isHere(errand)
  if (facts.wish !== undefined && adopts) {
    next.held = { gatewaySn: facts.gateway.sn, by: 'adoption', since: now }
  } else if (next.held?.by === 'lost-start') {
    next.held = { ...next.held, by: 'start' }
  }
  const healthy = now - since >= TIMES.healthy && next.errand.kind === 'idle'
  return healthy ? { ...without(next, 'streak', 'whip'), tries: 0 } : next
}

/** The dock says that a stream does not run which we thought does. */
const noticeEnd = (stream: Stream, now: number): StreamMemory => {
  const { report } = stream.facts
  const { held, errand, started } = stream.memory
  if (report === undefined || report.live || held === undefined) return stream.memory
  if (report.seen <= Math.max(held.since, started?.at ?? 0)) return stream.memory
  const memory = { ...without(stream.memory, 'held'), endedAt: report.seen }
  if (errand.kind !== 'idle' && errand.kind !== 'expecting') return memory
  const ended = { facts: stream.facts, memory }
  if (report.error !== undefined && report.error !== 0) return afterResult(ended, report.error, now)
  const next = afterFault(ended, 'publish-missing', now)
  if (next.errand.kind !== 'paused') return next
  const until = now + restartPause(stream.facts.videoId, memory.tries)
  return { ...next, errand: { ...next.errand, until } }
}

/** What made trying senseless has changed. */
const noticeChange = (stream: Stream): StreamMemory => {
  const { errand } = stream.memory
  const changed =
    (errand.kind === 'blocked' && errand.under !== blockedUnder(stream)) ||
    (errand.kind === 'slot' && errand.others !== othersLive(stream))
  return changed ? { ...stream.memory, errand: { kind: 'idle' } } : stream.memory
}

/** What the evidence of this moment changes in what is remembered of a stream. */
export const notice = (stream: Stream, now: number): StreamMemory => {
  const { facts } = stream
  const flow = flowOf(facts.sight, now)
  if (flow === 'flowing') return noticePictures(stream, now)
  const memory = without(stream.memory, 'flowingSince')
  const quiet = { facts, memory: flow === 'none' ? noticeEnd({ facts, memory }, now) : memory }
  return noticeChange(quiet)
}
