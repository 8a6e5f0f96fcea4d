import type { Fault } from '@shared/fault'
import type { Quality } from '@shared/stream'
import { liveResult } from '@protocol/dji/result-codes'
import { afterResult } from './after-failure'
import { faultOfResult } from './fault-of-result'
import { restartPause } from './pauses'
import { TIMES } from './policy-times'
import type { Action } from './step'
import { without, type Ask, type Asks, type Stream, type StreamMemory } from './stream-memory'

/**
 * How a request ended. No answer came to the other two: what was asked was `seen` done, or it is
 * `lost` and nobody knows.
 */
export type Answer = { kind: 'result'; result: number } | { kind: 'seen' } | { kind: 'lost' }

const refusedOnly = <T>(ask: Ask<T> | undefined): Ask<T> | undefined =>
  ask?.outcome === 'refused' ? ask : undefined

/** A stream that starts anew: only refusals stay true, the rest is asked and reported again. */
const asksOfNewStream = ({ quality, lens, position }: Asks): Asks => ({
  ...(refusedOnly(quality) && { quality }),
  ...(refusedOnly(lens) && { lens }),
  ...(refusedOnly(position) && { position }),
})

interface Start {
  gatewaySn: string
  quality: number
}

const accepted = (
  { facts, memory }: Stream,
  { gatewaySn, quality }: Start,
  answer: Answer,
  now: number,
): StreamMemory => {
  const { started } = memory
  const asks = asksOfNewStream(memory.asks)
  const wished = facts.wish?.quality
  // What was only seen to run may run from before, with another quality than this start has.
  if (answer.kind === 'result' && asks.quality === undefined && wished === quality) {
    const times = { sent: now, at: now, tries: 1, lost: 0 }
    asks.quality = { value: wished, outcome: 'acknowledged', ...times }
  }
  return {
    ...memory,
    held: { gatewaySn, by: 'start', since: now },
    asks,
    ...(started && { started: { ...started, accepted: true } }),
    errand: { kind: 'expecting', because: 'accepted', from: now },
  }
}

const unanswered = ({ memory }: Stream, { gatewaySn }: Start, now: number): StreamMemory => {
  const { held } = memory
  return {
    ...memory,
    held: held?.gatewaySn === gatewaySn ? held : { gatewaySn, by: 'lost-start', since: now },
    asks: asksOfNewStream(memory.asks),
    errand: { kind: 'expecting', because: 'lost-reply', from: now },
  }
}

const afterStart = (stream: Stream, start: Start, answer: Answer, now: number): StreamMemory => {
  if (answer.kind === 'lost') return unanswered(stream, start, now)
  if (answer.kind === 'seen') return accepted(stream, start, answer, now)
  const { memory } = stream
  const { key } = liveResult(answer.result)
  if (key === 'ok') return accepted(stream, start, answer, now)
  const fault: Fault = { code: faultOfResult(key), at: now, dji: answer.result }
  if (key === 'already-live')
    return { ...memory, errand: { kind: 'expecting', because: 'already-live', from: now, fault } }
  if (key === 'quality-refused' && start.quality !== 0) {
    const value = stream.facts.wish?.quality ?? 0
    const times = { sent: now, at: now, tries: 1, lost: 0 }
    const quality: Ask<Quality> = { value, outcome: 'refused', ...times, fault }
    return { ...memory, errand: { kind: 'idle' }, asks: { ...memory.asks, quality } }
  }
  return afterResult(stream, answer.result, now)
}

const isStopped = (answer: Answer): boolean => {
  if (answer.kind !== 'result') return answer.kind === 'seen'
  const { key } = liveResult(answer.result)
  return key === 'ok' || key === 'not-live'
}

const afterStop = ({ memory }: Stream, answer: Answer, now: number): StreamMemory => {
  const { errand } = memory
  const fault = errand.kind === 'stopping' ? errand.fault : undefined
  // A dock that still had the stream when it was asked again needs the whole pause.
  const stopped = fault?.code === 'dji-already-live' ? {} : { stopped: memory.lastSent }
  const cleared = { kind: 'cleared', until: now + TIMES.afterStop, ...stopped } as const
  const count = memory.stops.count + 1
  const pause = count < TIMES.stopTries ? TIMES.stopAgain : TIMES.stopRarely
  const next: StreamMemory = {
    ...memory,
    errand: fault === undefined ? cleared : { ...cleared, fault },
    stops: { count, after: now + pause },
  }
  if (!isStopped(answer)) return next
  const stops = { ...next.stops, done: now }
  return { ...next, stops, endedAt: now, asks: asksOfNewStream(next.asks) }
}

const answered = <T>(ask: Ask<T>, answer: Answer, now: number): Ask<T> => {
  const lost = { ...ask, outcome: 'lost', at: now, lost: ask.lost + 1 } as const
  const done = { ...ask, outcome: 'acknowledged', at: now, tries: ask.tries + 1, lost: 0 } as const
  if (answer.kind !== 'result') return answer.kind === 'seen' ? done : lost
  const { key } = liveResult(answer.result)
  if (key === 'ok') return done
  if (key === 'busy' || key === 'media-download' || key === 'not-live') return lost
  const fault: Fault = { code: faultOfResult(key), at: now, dji: answer.result }
  return { ...ask, outcome: 'refused', at: now, fault }
}

const answeredAsks = (asks: Asks, action: Action, answer: Answer, now: number): Asks => {
  const { quality, lens, position } = asks
  switch (action.request.method) {
    case 'live_set_quality':
      return quality === undefined ? asks : { ...asks, quality: answered(quality, answer, now) }
    case 'live_lens_change':
      return lens === undefined ? asks : { ...asks, lens: answered(lens, answer, now) }
    case 'live_camera_change':
      return position === undefined ? asks : { ...asks, position: answered(position, answer, now) }
    default:
      return asks
  }
}

const afterChange = (stream: Stream, action: Action, answer: Answer, now: number): StreamMemory => {
  const { facts, memory } = stream
  const next = { ...memory, asks: answeredAsks(memory.asks, action, answer, now) }
  if (answer.kind !== 'result' || liveResult(answer.result).key !== 'not-live') return next
  const until = now + restartPause(facts.videoId, memory.tries)
  const fault: Fault = { code: 'dji-not-live', at: now, dji: answer.result }
  // What comes to us all the same is ours as before.
  const kept = facts.sight.publishing ? next : without(next, 'held')
  return { ...kept, endedAt: now, errand: { kind: 'cleared', until, fault } }
}

/** What to remember when the dock has answered a request, or certainly will not any more. */
export const afterAnswer = (
  stream: Stream,
  action: Action,
  answer: Answer,
  now: number,
): StreamMemory => {
  const { gatewaySn, request } = action
  switch (request.method) {
    case 'live_start_push':
      return afterStart(stream, { gatewaySn, quality: request.quality }, answer, now)
    case 'live_stop_push':
      return afterStop(stream, answer, now)
    default:
      return afterChange(stream, action, answer, now)
  }
}
