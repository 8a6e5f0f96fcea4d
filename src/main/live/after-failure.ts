import type { Fault, FaultCode } from '@shared/fault'
import { liveResult, type LiveResultKey } from '@protocol/dji/result-codes'
import { othersLive } from './evidence'
import { faultOfResult } from './fault-of-result'
import { growingPause, spread } from './pauses'
import { TIMES } from './policy-times'
import type { Errand, Stream, StreamMemory } from './stream-memory'
import { strikeWhip } from './whip-strikes'

/** What must change before a refused start is tried again: the wish, the offer or the address. */
export const blockedUnder = ({ facts }: Stream): string => {
  const { wish, gateway, address } = facts
  const { cameras, aircraft, coexistMax } = gateway.seen ?? {}
  return JSON.stringify([wish, gateway.sn, address, cameras, aircraft?.online, coexistMax])
}

/** How a failure is paced. What is not listed is tried again with growing pauses. */
const PACES: Partial<Record<LiveResultKey, 'warm-up' | 'network' | 'slot' | 'download' | 'never'>> =
  {
    'start-failed': 'warm-up',
    'no-video': 'warm-up',
    'source-missing': 'warm-up',
    'aircraft-missing': 'warm-up',
    network: 'network',
    'other-live': 'slot',
    'media-download': 'download',
    'camera-missing': 'never',
    unsupported: 'never',
    'quality-refused': 'never',
    'protocol-refused': 'never',
    'address-refused': 'never',
  }

interface Counted {
  stream: Stream
  fault: Fault
  /** How often in a row. */
  count: number
}

const warmUpPause = ({ stream, count }: Counted): number =>
  count <= TIMES.warmUpTries ? TIMES.warmUp : spread(TIMES.warmUpSlow, stream.facts.videoId, count)

const networkPause = ({ stream, count }: Counted): number =>
  count <= TIMES.networkTries
    ? TIMES.network
    : spread(TIMES.networkSlow, stream.facts.videoId, count)

const errandAfter = (key: LiveResultKey, counted: Counted, now: number): Errand => {
  const { stream, fault, count } = counted
  switch (PACES[key]) {
    case 'warm-up':
      return { kind: 'paused', until: now + warmUpPause(counted), fault }
    case 'network':
      return { kind: 'paused', until: now + networkPause(counted), fault }
    case 'slot': {
      const until = now + Math.min(TIMES.slot * count, TIMES.slotLast)
      return { kind: 'slot', until, others: othersLive(stream) }
    }
    case 'download':
      return {
        kind: 'paused',
        until: now + TIMES.mediaDownload,
        lifted: now + TIMES.warmUp,
        fault,
      }
    case 'never':
      return { kind: 'blocked', fault, under: blockedUnder(stream) }
    default: {
      const { videoId } = stream.facts
      return { kind: 'paused', until: now + growingPause(videoId, stream.memory.tries), fault }
    }
  }
}

const counted = (memory: StreamMemory, code: string): { code: string; count: number } => ({
  code,
  count: memory.streak?.code === code ? memory.streak.count + 1 : 1,
})

/** What to remember after the dock named a failure by DJI's result code. */
export const afterResult = (stream: Stream, result: number, now: number): StreamMemory => {
  const { key, retry } = liveResult(result)
  const fault: Fault = { code: faultOfResult(key), at: now, dji: result }
  const streak = counted(stream.memory, key)
  const errand: Errand =
    retry === 'never' && PACES[key] === undefined
      ? { kind: 'blocked', fault, under: blockedUnder(stream) }
      : errandAfter(key, { stream, fault, count: streak.count }, now)
  const memory = strikeWhip(stream, fault, now)
  const { gaveUp } = stream.memory.whip ?? {}
  // What was refused was only the way; the first time the other one is tried without a pause.
  const onward = gaveUp === undefined && memory.whip?.gaveUp !== undefined
  const next: Errand = onward ? { kind: 'paused', until: now, fault } : errand
  return { ...memory, errand: next, streak, insist: false }
}

/** What to remember after a failure that we found ourselves: another start, after a growing pause. */
export const afterFault = (stream: Stream, code: FaultCode, now: number): StreamMemory => {
  const { facts } = stream
  const fault: Fault = { code, at: now }
  const memory = strikeWhip(stream, fault, now)
  const until = now + growingPause(facts.videoId, memory.tries)
  return { ...memory, errand: { kind: 'paused', until, fault }, streak: counted(memory, code) }
}
