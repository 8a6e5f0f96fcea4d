import type { FaultCode } from '@shared/fault'
import { cellDistance, type PicturePrint } from './picture-print'

/** A picture that is exactly the same for so long is no scene with a sensor in front of it. */
const FROZEN_MS = 1500
const FROZEN_DELTAS = 4
/** Without a new picture for this long the stream has stalled, which others tell. */
const PAUSE_MS = 1000
/** Black or of one colour for so long is no change of lens and no camera that wakes up. */
const BLANK_MS = 3000
/** Brightness that is still black; video black is 16. */
const BLACK = 26
/** Brightness from end to end that is still one colour. */
const PLAIN = 4
/** What an encoder may move the mean of a cell by when it draws the same picture anew. */
const REDRAWN = 6
/** Bytes of a picture that says "as before": its head, and a bit for some macroblocks. */
const HEAD_BYTES = 64
const MACROBLOCK = 256
const MACROBLOCKS_A_BYTE = 16
const LOOK_EVERY_MS = 1000
/** Timers are a little early now and then. */
const EARLY_MS = 50

/** What came since the last step, by its sizes alone. */
export interface ContentFlow {
  /** Milliseconds on a steady clock. */
  at: number
  /** Key frames, and pictures that build upon others. */
  keys: number
  deltas: number
  /** Bytes of the largest of the latter. */
  largestDelta: number
  /** Pixels of the picture on screen. */
  pixels: number
}

/** What is known of a stream's content so far. */
export interface ContentState {
  print?: PicturePrint
  lookedAt: number
  /** When units came last. */
  flowedAt: number
  /** Since when nothing in the picture has changed. */
  sameSince?: number
  sameDeltas: number
  /** A key frame came since the last look: a frozen picture is drawn anew, a little differently. */
  redrawn: boolean
  blankSince?: number
  fault?: Extract<FaultCode, 'picture-frozen' | 'picture-black'>
}

export const unwatched = (at: number): ContentState => ({
  lookedAt: -Infinity,
  flowedAt: at,
  sameDeltas: 0,
  redrawn: false,
})

/** True when the units say that nothing changes: a moving or noisy scene costs more than this. */
export function isQuiet({ deltas, largestDelta, pixels }: ContentFlow): boolean {
  const most = HEAD_BYTES + pixels / MACROBLOCK / MACROBLOCKS_A_BYTE
  return deltas > 0 && largestDelta <= most
}

/** Whether a look at the picture is worth its price now: once a second, at once when units hush. */
export function wantsLook(state: ContentState, flow: ContentFlow): boolean {
  if (flow.keys + flow.deltas === 0) return false
  return isQuiet(flow) || flow.at - state.lookedAt >= LOOK_EVERY_MS - EARLY_MS
}

/**
 * Goes on by one step, about four a second; `print` of the newest picture where one was taken.
 *
 * Frozen needs two witnesses: the encoder sends nothing but "as before", and every byte looked at
 * is the same. Sensor noise of the stillest night scene fails both. No new picture at all is not
 * frozen, and black is not frozen either: a camera in the dark has nothing to tell.
 */
export function watchContent(
  before: ContentState,
  flow: ContentFlow,
  print: PicturePrint | undefined,
): ContentState {
  const { at } = flow
  if (flow.keys + flow.deltas === 0)
    return at - before.flowedAt > PAUSE_MS ? unwatched(before.flowedAt) : before
  const { sameSince: _since, fault: _fault, ...rest } = before
  const redrawn = before.redrawn || flow.keys > 0
  const next: ContentState = { ...rest, flowedAt: at, redrawn }
  const quiet = isQuiet(flow)
  if (print !== undefined) look(next, before, { at, print })
  if (quiet || flow.deltas === 0) {
    const same = print === undefined || isSame(before.print, print, redrawn)
    const since = same ? before.sameSince : undefined
    if (since !== undefined) next.sameSince = since
    else if (print !== undefined && quiet) next.sameSince = at
    next.sameDeltas = since === undefined ? 0 : before.sameDeltas + flow.deltas
  } else next.sameDeltas = 0
  const fault = faultOf(next)
  return fault === undefined ? next : { ...next, fault }
}

function look(
  next: ContentState,
  before: ContentState,
  { at, print }: { at: number; print: PicturePrint },
): void {
  next.print = print
  next.lookedAt = at
  next.redrawn = false
  if (!isBlank(print)) delete next.blankSince
  else next.blankSince = before.blankSince ?? at
}

const isBlank = ({ low, high }: PicturePrint): boolean => high <= BLACK || high - low <= PLAIN

const isSame = (a: PicturePrint | undefined, b: PicturePrint, redrawn: boolean): boolean =>
  a !== undefined && (a.hash === b.hash || (redrawn && cellDistance(a, b) <= REDRAWN))

function faultOf(state: ContentState): ContentState['fault'] {
  const { blankSince, flowedAt, sameDeltas, sameSince } = state
  if (blankSince !== undefined)
    return flowedAt - blankSince >= BLANK_MS ? 'picture-black' : undefined
  const still = sameSince !== undefined && flowedAt - sameSince >= FROZEN_MS
  return still && sameDeltas >= FROZEN_DELTAS ? 'picture-frozen' : undefined
}
