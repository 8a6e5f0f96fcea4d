import type { Gateway } from '@shared/fleet'
import { isReportedLive } from './evidence'
import { isSourceGone } from './obstacle'
import { TIMES } from './policy-times'
import type { Stream } from './stream-memory'
import { cameraKey, offerOf, sourceSn } from './video-source'

/** `taken`: the stream runs or may run. `reserved`: it ran and is about to be started again. */
export type SlotClaim = 'taken' | 'reserved' | 'none'

/** A stream's claim to one of its gateway's places. */
export const slotClaim = (stream: Stream): SlotClaim => {
  const { facts, memory } = stream
  const { errand, held, tries } = memory
  const here = held?.gatewaySn === facts.gateway.sn
  if ((here && facts.sight.publishing) || isReportedLive(stream)) return 'taken'
  if (errand.kind === 'asked' || errand.kind === 'stopping') return 'taken'
  if (isSourceGone(facts)) return 'none'
  const wished = facts.wish !== undefined
  switch (errand.kind) {
    case 'idle':
      return here ? 'taken' : 'none'
    case 'expecting':
    case 'clearing':
      return wished || here ? 'taken' : 'none'
    case 'paused':
    case 'cleared':
      return wished && tries <= TIMES.slotTries ? 'reserved' : 'none'
    default:
      return 'none'
  }
}

/** Zero is what some devices say when they do not know. */
const isFull = (limit: number | undefined, taken: number): boolean =>
  limit !== undefined && limit > 0 && taken >= limit

/**
 * Whether a gateway can push one more stream while those in `taken` run: DJI gives limits for the
 * gateway, for each source device and for each camera.
 */
export const hasFreeSlot = (
  gateway: Gateway | undefined,
  videoId: string,
  taken: Iterable<string>,
): boolean => {
  if (gateway === undefined) return true
  const others = [...taken].filter((other) => other !== videoId)
  const sn = sourceSn(videoId)
  const camera = cameraKey(videoId)
  const sameDevice = others.filter((other) => sourceSn(other) === sn).length
  const sameCamera = others.filter((other) => cameraKey(other) === camera).length
  return !(
    isFull(gateway.coexistMax, others.length) ||
    isFull(gateway.deviceCoexistMax[sn], sameDevice) ||
    isFull(offerOf(gateway, videoId)?.camera.coexistMax, sameCamera)
  )
}
