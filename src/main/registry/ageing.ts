import type { Presence } from '@shared/fleet'
import { changeAircraft } from './aircraft-facts'
import { shown, type GatewayFacts, type Timed } from './facts'

const STALE_MS = 10_000
const OFFLINE_MS = 60_000
/** How long a gateway may be heard before its missing capacity is made up for. */
const ASSUME_MS = 10_000

/** How present a gateway is, by the time since anything came from it. */
export const presenceAt = (lastSeen: number, now: number): Presence => {
  const silence = now - lastSeen
  if (lastSeen === 0 || silence >= OFFLINE_MS) return 'offline'
  return silence >= STALE_MS ? 'stale' : 'online'
}

const old = (timed: Timed<unknown> | undefined, now: number): boolean =>
  timed !== undefined && now - timed.at >= OFFLINE_MS

/**
 * What time alone changes while a gateway is heard: a value that its device stopped sending is
 * forgotten, and cameras nobody listed are assumed. The same object when nothing is due.
 */
export const age = (facts: GatewayFacts, now: number): GatewayFacts => {
  let next = facts
  if (!facts.assume && facts.firstSeen > 0 && now - facts.firstSeen >= ASSUME_MS) {
    next = facts.capacity ? { ...next, assume: true } : shown(next, { assume: true })
  }
  if (old(next.modeCode, now)) next = shown(next, { modeCode: undefined })
  if (old(next.remainUpload, now)) next = shown(next, { remainUpload: undefined })
  if (next.aircraft?.online !== true) return next
  if (old(next.aircraft.battery, now)) next = changeAircraft(next, { battery: undefined })
  if (old(next.aircraft?.modeCode, now)) next = changeAircraft(next, { modeCode: undefined })
  return next
}
