import type { Fault } from '@shared/fault'
import { afterFault } from './after-failure'
import { audible, comesBackUntil, ingestDied } from './coming-back'
import { isReportedLive } from './evidence'
import type { StreamFacts } from './facts'
import { fetchFault } from './fetched'
import { isSourceGone, obstacleOf } from './obstacle'
import { restartPause } from './pauses'
import { TIMES } from './policy-times'
import { faultAt, planRestart, restart } from './restart'
import { start, waitUntil } from './starting'
import type { Step } from './step'
import { without, type Errand, type Stream } from './stream-memory'

type Expecting = Extract<Errand, { kind: 'expecting' }>

/** The fault of a stream that the dock says it pushes and that does not come. */
const missing = ({ site }: StreamFacts, now: number): Fault =>
  faultAt(site.fetches ? 'media-server-no-stream' : 'publish-missing', now)

/** Waits; where it is not the dock that pictures are missing for, that is said instead. */
const wait = (stream: Stream, until: number, phase: Step['phase']): Step => {
  const fault = fetchFault(stream.facts)
  return waitUntil(stream.memory, until, fault === undefined ? phase : { kind: 'failed', fault })
}

const again = (stream: Stream, free: boolean, now: number): Step =>
  restart(stream, free, now) ?? attempt(stream, free, now)

/** A stream that runs and does not come to us: ours is restarted, another's only rarely taken. */
const takeOver = (stream: Stream, errand: Expecting, now: number): Stream => {
  const { facts, memory } = stream
  const fault = errand.fault ?? faultAt('dji-already-live', now)
  if (memory.held !== undefined) {
    return { facts, memory: planRestart(stream, fault, now) }
  }
  const { count, last } = memory.takeOvers
  const until = last + TIMES.takeOverAgain
  if (count >= TIMES.takeOvers && now < until) {
    return { facts, memory: { ...memory, errand: { kind: 'paused', until, fault } } }
  }
  const takeOvers = { count: count + 1, last: now }
  return { facts, memory: { ...planRestart(stream, fault, now), takeOvers } }
}

const expect = (stream: Stream, errand: Expecting, free: boolean, now: number): Step => {
  const { facts, memory } = stream
  const { because, from } = errand
  const heard = audible(facts, from)
  const phase: Step['phase'] =
    because === 'lost-reply' ? { kind: 'starting', attempt: memory.tries } : { kind: 'accepted' }
  if (because === 'lost-reply' && isReportedLive(stream)) {
    const accepted: Expecting = { kind: 'expecting', because: 'accepted', from: now }
    const until = now + TIMES.publish
    return { memory: { ...memory, errand: accepted }, phase: { kind: 'accepted' }, until }
  }
  const patience = {
    accepted: TIMES.publish,
    'already-live': TIMES.adopt,
    'lost-reply': TIMES.lostReply,
  }
  const longest = ingestDied(facts, from) ? TIMES.reconnect : TIMES.publish
  const until = heard + Math.min(patience[because], longest)
  if (now < until) return wait(stream, until, phase)
  if (because === 'already-live') return again(takeOver(stream, errand, now), free, now)
  if (because === 'lost-reply') {
    return again({ facts, memory: afterFault(stream, 'no-reply', now) }, free, now)
  }
  const planned = planRestart(stream, missing(facts, now), now)
  return again({ facts, memory: planned }, free, now)
}

/** Nothing is under way: look whether the stream comes by itself before asking for it. */
const fromIdle = (stream: Stream, free: boolean, now: number): Step => {
  const { facts, memory } = stream
  const { sight, report, wishedSince } = facts
  const lost = memory.held !== undefined
  const live = isReportedLive(stream)
  if (!live && !lost) return start(stream, free)
  const known = Math.max(audible(facts, sight.since), wishedSince, report?.seen ?? 0)
  const until = lost ? comesBackUntil(facts, live) : known + TIMES.reconnect
  if (now < until && !memory.insist) {
    const phase: Step['phase'] = lost
      ? { kind: 'stalled' }
      : { kind: 'starting', attempt: memory.tries + 1 }
    return wait(stream, until, phase)
  }
  if (!lost) return start(stream, free)
  const fault = missing(facts, now)
  if (live) return again({ facts, memory: planRestart(stream, fault, now) }, free, now)
  const pause = now + restartPause(facts.videoId, memory.tries)
  const errand: Errand = { kind: 'paused', until: pause, fault }
  return attempt({ facts, memory: { ...memory, errand } }, free, now)
}

/** The next thing to do for a stream that nobody publishes, where nothing is in the way. */
const attempt = (stream: Stream, free: boolean, now: number): Step => {
  const { facts, memory } = stream
  const { errand, tries } = memory
  switch (errand.kind) {
    case 'expecting':
      return expect(stream, errand, free, now)
    case 'paused': {
      const lifted = errand.lifted !== undefined && facts.gateway.seen?.remainUpload === 0
      const until = lifted ? Math.min(errand.until, errand.lifted ?? 0) : errand.until
      if (now >= until) return start(stream, free)
      const { fault } = errand
      return waitUntil(memory, until, { kind: 'retrying', until, attempt: tries + 1, fault })
    }
    case 'slot':
      if (now >= errand.until) return start(stream, free)
      return waitUntil(memory, errand.until, { kind: 'waiting', for: 'slot' })
    case 'blocked':
      return { memory, phase: { kind: 'failed', fault: errand.fault } }
    default:
      return fromIdle(stream, free, now)
  }
}

/** A wished stream that nobody publishes. */
export const withoutPictures = (stream: Stream, free: boolean, now: number): Step => {
  const { facts, memory } = stream
  const obstacle = obstacleOf(facts)
  if (obstacle === 'ingest' && facts.protocol === undefined) {
    const fault = faultAt('protocol-unavailable', facts.wishedSince)
    return { memory, phase: { kind: 'failed', fault } }
  }
  if (obstacle === undefined) return again(stream, free, now)
  const phase: Step['phase'] = { kind: 'waiting', for: obstacle }
  if (!isSourceGone(facts)) return { memory, phase }
  const anew = { ...without(memory, 'streak'), errand: { kind: 'idle' } as const, tries: 0 }
  return { memory: anew, phase }
}
