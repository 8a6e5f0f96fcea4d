import { LONG_QUEUE } from './paint-policy'

const HELD_LIMIT = 3
const HELD_FOR_MS = 1000
const SILENT_FOR_MS = 2000
/** A machine that is merely busy must not be kept busy with new decoders. */
const LONGEST_SILENCE_MS = 16_000

export interface DecoderPulse {
  /** Units given to the decoder whose pictures have not come out. */
  pending: number
  /** Of these, the ones that the decoder has not begun. */
  queue: number
  /** Since when the decoder has held back more than a few, in milliseconds; undefined if it does not. */
  heldSince: number | undefined
  /** Units given since the last picture, or since the decoder was made. */
  fedSinceOutput: number
  /** When the first of these was given, in milliseconds. */
  firstFed: number
  software: boolean
  /** New decoders in a row that gave nothing. */
  renewals: number
  now: number
}

/** Carries on since when the decoder has held back pictures that it could have given. */
export function heldSince(pulse: DecoderPulse): number | undefined {
  const held = pulse.pending - pulse.queue
  if (held <= HELD_LIMIT || pulse.queue > LONG_QUEUE) return undefined
  return pulse.heldSince ?? pulse.now
}

/**
 * What to do about a decoder that is fed: `software` when it holds back pictures (hardware decoders
 * do when a stream may reorder), `renew` when nothing comes out of it at all, else `wait`.
 */
export function stuckDecision(pulse: DecoderPulse): 'wait' | 'software' | 'renew' {
  const patience = Math.min(SILENT_FOR_MS * 2 ** pulse.renewals, LONGEST_SILENCE_MS)
  if (pulse.fedSinceOutput >= 2 && pulse.now - pulse.firstFed > patience) return 'renew'
  const since = heldSince(pulse)
  const held = since !== undefined && pulse.now - since > HELD_FOR_MS
  return held && !pulse.software ? 'software' : 'wait'
}
