import { notice } from './notice'
import { hasFreeSlot, slotClaim } from './slots'
import type { Action, Step } from './step'
import type { Stream } from './stream-memory'
import { stepUnwished } from './unwished'
import { whileOthersAsk } from './while-others-ask'
import { stepWished } from './wished'

export interface Decision {
  /** One step for each stream, in the order given. */
  steps: { stream: Stream; step: Step }[]
  /** The one request to send to this gateway now, if any. */
  action?: Action
  /** When the next look is due; steady time. */
  until?: number
}

/** Stops make room, starts bring pictures, changes can wait. */
const rank = ({ request }: Action): number => {
  if (request.method === 'live_stop_push') return 0
  return request.method === 'live_start_push' ? 1 : 2
}

const choose = (steps: Decision['steps']): Action | undefined => {
  const candidates = steps.flatMap(({ stream, step }) =>
    step.action === undefined ? [] : [{ action: step.action, last: stream.memory.lastSent }],
  )
  const [first] = candidates.sort(
    (a, b) => rank(a.action) - rank(b.action) || compare(a.last, b.last),
  )
  return first?.action
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

const nextStep = (stream: Stream, free: boolean, now: number): Step => {
  const { turn, wish } = stream.facts
  if (wish !== undefined && turn === 'others') return whileOthersAsk(stream, now)
  const step = wish === undefined ? stepUnwished(stream, now) : stepWished(stream, free, now)
  if (turn !== 'unknown') return step
  const { action: _held, ...idle } = step
  return idle
}

/**
 * Looks at one gateway: what each of its streams is, and the next right request. Pure: the same
 * facts and memories at the same time give the same decision. `streams` are those that we want or
 * hold, wishes first and in their order; `others` are the video ids which the gateway pushes
 * besides. A stream that has a place keeps it; who comes later waits.
 */
export const decide = (
  streams: readonly Stream[],
  others: readonly string[],
  now: number,
): Decision => {
  const noticed = streams.map((stream) => ({ facts: stream.facts, memory: notice(stream, now) }))
  const taken = new Set(others)
  const reserved = new Set<string>()
  const claims = noticed.map((stream) => {
    const claim = slotClaim(stream)
    if (claim === 'taken') taken.add(stream.facts.videoId)
    if (claim === 'reserved') reserved.add(stream.facts.videoId)
    return { stream, claim }
  })
  const steps = claims.map(({ stream, claim }) => {
    const { facts } = stream
    const before = claim === 'reserved' ? taken : new Set([...taken, ...reserved])
    const free = hasFreeSlot(facts.gateway.seen, facts.videoId, before)
    const step = nextStep(stream, free, now)
    if (facts.wish === undefined) return { stream, step }
    if (claim === 'reserved' || step.action?.request.method === 'live_start_push') {
      taken.add(facts.videoId)
    }
    return { stream, step }
  })
  const action = choose(steps)
  const times = steps
    .flatMap(({ step }) => (step.until === undefined ? [] : [step.until]))
    .filter((time) => time > now)
  return {
    steps,
    ...(action === undefined ? {} : { action }),
    ...(times.length === 0 ? {} : { until: Math.min(...times) }),
  }
}
