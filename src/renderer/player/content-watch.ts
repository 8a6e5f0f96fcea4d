import type { FaultCode } from '@shared/fault'
import { cellDistance, type PicturePrint } from './picture-print'

/** A picture that is exactly the same for so long is no scene with a sensor in front of it. */
const FROZEN_MS = 1500
const FROZEN_DELTAS = 4
/** How often patience may double for a stream that was called frozen and then moved. */
const MOST_DOUBTS = 4
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
/** For so long after a key frame its picture is still made better. */
const POLISH_MS = 550
/** Bytes of a picture that says "as before": its head, and a bit for some macroblocks. */
const HEAD_BYTES = 64
const MACROBLOCK = 256
const MACROBLOCKS_A_BYTE = 16
/** Or a small part of what its pictures usually cost: encoders polish a picture that stands. */
const HUSH = 1 / 20
/** Usual cost, in sizes of an empty picture, of a stream whose hush means something. */
const LIVELY = 8
/** An encoder that begins spends many times what it will spend, whatever it looks at. */
const RAMP_MS = 2000
/** Share of one step in what is usual: about ten seconds are remembered. */
const NEWS = 1 / 40
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
  /** When the first of them came. */
  flowsSince?: number
  /** Since when nothing in the picture has changed. */
  sameSince?: number
  sameDeltas: number
  /** What the largest of a step's pictures usually costs, in bytes; 0 while unknown. */
  usual: number
  /** Times that the picture was called frozen and moved again by itself. */
  doubts: number
  /** When a key frame came last. */
  keyAt: number
  blankSince?: number
  fault?: Extract<FaultCode, 'picture-frozen' | 'picture-black'>
}

export const unwatched = (at: number): ContentState => ({
  lookedAt: -Infinity,
  flowedAt: at,
  sameDeltas: 0,
  usual: 0,
  doubts: 0,
  keyAt: -Infinity,
})

/** Another publisher or a pause: only what the stream is like is kept, nothing that it shows. */
export const interrupted = ({ usual, doubts }: ContentState, at: number): ContentState => ({
  ...unwatched(at),
  usual,
  doubts,
})

const emptyBytes = (pixels: number): number => HEAD_BYTES + pixels / MACROBLOCK / MACROBLOCKS_A_BYTE

/** True when the units say that nothing changes: a moving or noisy scene costs more than this. */
export const isQuiet = (
  { usual }: Pick<ContentState, 'usual'>,
  { deltas, largestDelta, pixels }: ContentFlow,
): boolean => deltas > 0 && largestDelta <= Math.max(emptyBytes(pixels), usual * HUSH)

/** True while a key frame may have drawn the same picture anew, a little differently. */
const isPolish = ({ keyAt }: ContentState, { at, keys }: ContentFlow): boolean =>
  keys > 0 || at - keyAt <= POLISH_MS

/** Whether a look at the picture is worth its price now: once a second, at once when units hush. */
export function wantsLook(state: ContentState, flow: ContentFlow): boolean {
  if (flow.keys + flow.deltas === 0) return false
  const suspect = isQuiet(state, flow) || (state.sameSince !== undefined && isPolish(state, flow))
  return suspect || flow.at - state.lookedAt >= LOOK_EVERY_MS - EARLY_MS
}

/**
 * Goes on by one step, about four a second; `print` of the newest picture where one was taken.
 *
 * Frozen needs two witnesses: units that used to cost something say nothing but "as before", and
 * every byte looked at is the same. Sensor noise of the stillest night scene fails one of them: an
 * encoder that codes it fails both, and one that leaves it out was never lively. Where the verdict
 * turns out wrong, the next one takes twice as long. No new picture at all is not frozen, and black
 * is not frozen either: a camera in the dark has nothing to tell.
 */
export function watchContent(
  before: ContentState,
  flow: ContentFlow,
  print: PicturePrint | undefined,
): ContentState {
  const { at } = flow
  if (flow.keys + flow.deltas === 0)
    return at - before.flowedAt > PAUSE_MS ? interrupted(before, before.flowedAt) : before
  const { sameSince: _since, fault: _fault, ...rest } = before
  const flowsSince = before.flowsSince ?? at
  const next: ContentState = { ...rest, flowedAt: at, flowsSince, sameDeltas: 0 }
  if (flow.keys > 0) next.keyAt = at
  const same = sameSince(before, flow, print)
  if (same !== undefined) {
    next.sameSince = same
    if (same === before.sameSince)
      next.sameDeltas = before.sameDeltas + (isQuiet(before, flow) ? flow.deltas : 0)
  } else {
    if (before.fault === 'picture-frozen') next.doubts = Math.min(before.doubts + 1, MOST_DOUBTS)
    if (at - flowsSince >= RAMP_MS) next.usual = usualOf(before.usual, flow)
  }
  if (print !== undefined) look(next, before, { at, print })
  const fault = faultOf(next)
  return fault === undefined ? next : { ...next, fault }
}

/** Since when the picture is the same, by this step's evidence. */
function sameSince(
  before: ContentState,
  flow: ContentFlow,
  print: PicturePrint | undefined,
): number | undefined {
  const quiet = isQuiet(before, flow)
  const polish = isPolish(before, flow)
  if (!quiet && !polish) return undefined
  const same = print === undefined ? quiet : isSame(before.print, print, polish)
  if (same && before.sameSince !== undefined) return before.sameSince
  const lively = before.usual >= LIVELY * emptyBytes(flow.pixels)
  // Its units were all "as before": it is the same since the step before.
  return quiet && lively && print !== undefined ? before.flowedAt : undefined
}

const usualOf = (before: number, { deltas, largestDelta }: ContentFlow): number => {
  if (deltas === 0) return before
  return before === 0 ? largestDelta : before + (largestDelta - before) * NEWS
}

function look(
  next: ContentState,
  before: ContentState,
  { at, print }: { at: number; print: PicturePrint },
): void {
  next.print = print
  next.lookedAt = at
  if (!isBlank(print)) delete next.blankSince
  else next.blankSince = before.blankSince ?? at
}

const isBlank = ({ low, high }: PicturePrint): boolean => high <= BLACK || high - low <= PLAIN

const isSame = (a: PicturePrint | undefined, b: PicturePrint, polish: boolean): boolean =>
  a !== undefined && (a.hash === b.hash || (polish && cellDistance(a, b) <= REDRAWN))

function faultOf(state: ContentState): ContentState['fault'] {
  const { blankSince, doubts, flowedAt, sameDeltas, sameSince: since } = state
  if (blankSince !== undefined)
    return flowedAt - blankSince >= BLANK_MS ? 'picture-black' : undefined
  const patience = FROZEN_MS * 2 ** doubts - EARLY_MS
  const still = since !== undefined && flowedAt - since >= patience
  return still && sameDeltas >= FROZEN_DELTAS ? 'picture-frozen' : undefined
}
