import type { Fault } from '@shared/fault'
import { TIMES } from './policy-times'
import type { Stream, StreamMemory } from './stream-memory'

/** Faults that another protocol may cure: 2 says so at once, 1 only when it happens again. */
const WEIGHTS: Partial<Record<Fault['code'], 1 | 2>> = {
  'dji-network': 2,
  'dji-protocol-refused': 2,
  'dji-address-refused': 2,
  'dji-unsupported': 2,
  'key-frame-missing': 2,
  'publish-missing': 1,
  'media-server-no-stream': 1,
  'media-silent': 1,
  'no-reply': 1,
  'dji-gateway-network': 1,
  'dji-other': 1,
}

/** So much is enough to give WHIP up. */
const ENOUGH = 2

/**
 * Counts a failure against WHIP, when the stream was started by it a short while ago on behalf of a
 * wish that leaves the protocol to us. Enough of them and the stream gives WHIP up.
 */
export const strikeWhip = ({ facts, memory }: Stream, fault: Fault, now: number): StreamMemory => {
  const { started, whip } = memory
  // Whatever the reason, after so many starts it is time to try something else.
  const weight = memory.tries > TIMES.warmUpTries ? ENOUGH : WEIGHTS[fault.code]
  const young = started?.by === 'whip' && now - started.at < TIMES.whipProof
  if (facts.wish?.protocol !== 'auto' || weight === undefined || !young) return memory
  const strikes = (whip?.strikes ?? 0) + weight
  return { ...memory, whip: strikes < ENOUGH ? { strikes } : { strikes: 0, gaveUp: fault } }
}
