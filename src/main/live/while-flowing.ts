import { changesOf } from './changes'
import type { Sight } from './facts'
import { obstacleOf } from './obstacle'
import { TIMES } from './policy-times'
import { restartPause } from './pauses'
import { faultAt, planRestart, restart } from './restart'
import { start } from './starting'
import type { Step } from './step'
import type { Stream, StreamMemory } from './stream-memory'

const earliest = (...times: (number | undefined)[]): { until?: number } => {
  const known = times.filter((time) => time !== undefined)
  return known.length === 0 ? {} : { until: Math.min(...known) }
}

/** By WHIP key frames come when somebody asks for one, and once there was one that is enough. */
const keyDueAt = ({ by, keyAt, since }: Sight): number =>
  by === 'whip' && keyAt !== undefined
    ? Number.POSITIVE_INFINITY
    : Math.max(since, keyAt ?? 0) + TIMES.keyFrame

/** Pictures arrive that nobody can show: a fresh stream helps, but only now and then. */
const uselessSince = (stream: Stream, now: number): StreamMemory | undefined => {
  const { sight } = stream.facts
  const { keyRestart, undecodableRestart } = stream.memory
  const keyDue = keyRestart === undefined || now - keyRestart >= TIMES.keyFrameAgain
  if (keyDue && now >= keyDueAt(sight)) {
    const memory = planRestart(stream, faultAt('key-frame-missing', now), now, true)
    return { ...memory, keyRestart: now }
  }
  const bad = sight.undecodableSince
  const due = undecodableRestart === undefined || now - undecodableRestart >= TIMES.undecodableAgain
  if (due && bad !== undefined && now - Math.max(bad, sight.since) >= TIMES.undecodable) {
    const memory = planRestart(stream, faultAt('stream-undecodable', now), now, true)
    return { ...memory, undecodableRestart: now }
  }
  if (isFrozen(stream, now)) {
    const memory = planRestart(stream, faultAt('picture-frozen', now), now, true)
    return { ...memory, frozenRestart: now }
  }
  return undefined
}

/** Players agree for a while and to this moment that the picture stands still. */
const isFrozen = (
  { facts: { sight }, memory: { frozenRestart } }: Stream,
  now: number,
): boolean => {
  const { frozen, since } = sight
  if (frozen === undefined || now - frozen.last > TIMES.frozenGap) return false
  const due = frozenRestart === undefined || now - frozenRestart >= TIMES.frozenAgain
  return due && frozen.last - Math.max(frozen.since, since) >= TIMES.frozen
}

/**
 * Pictures come another way than the operator chose. Where the dock said yes to the right way and
 * came otherwise all the same it is left alone: starting it again would only make it blink.
 */
const otherWay = ({ facts, memory }: Stream, now: number): StreamMemory | undefined => {
  const { protocol, sight, videoId, wish } = facts
  if (wish === undefined || wish.protocol === 'auto' || memory.errand.kind !== 'idle')
    return undefined
  const as = sight.by === undefined || sight.by === protocol
  const asked = memory.started?.by === protocol && memory.started?.accepted === true
  if (protocol === undefined || as || (asked && memory.held?.by === 'start')) return undefined
  const from = now + restartPause(videoId, memory.tries)
  return { ...memory, errand: { kind: 'clearing', from, flowing: true } }
}

/** During a flight between two docks the stream moves to the gateway with the better link. */
const move = (stream: Stream, free: boolean, now: number): Step | undefined => {
  const { facts, memory } = stream
  if (memory.held === undefined || memory.held.gatewaySn === facts.gateway.sn) return undefined
  const settled = facts.gatewaySince + TIMES.moveSettle
  const paused = memory.errand.kind === 'paused' ? memory.errand.until : 0
  if (memory.errand.kind !== 'idle' && memory.errand.kind !== 'paused') return undefined
  const from = Math.max(settled, paused)
  const phase: Step['phase'] = { kind: 'live', adopted: memory.held.by === 'adoption' }
  if (now < from) return { memory, phase, until: from }
  return { ...start(stream, free), phase }
}

/** A stream whose pictures arrive: keep it, and bring quality, lens and position to the wish. */
export const whileFlowing = (stream: Stream, free: boolean, now: number): Step => {
  const { facts, memory } = stream
  const { sight, videoId, gateway } = facts
  const phase: Step['phase'] = { kind: 'live', adopted: memory.held?.by === 'adoption' }
  if (memory.errand.kind === 'asked') return { memory, phase }
  if (obstacleOf(facts) !== undefined) return { memory, phase }
  const useless =
    otherWay(stream, now) ?? (memory.errand.kind === 'idle' ? uselessSince(stream, now) : undefined)
  const current = useless === undefined ? stream : { facts, memory: useless }
  const busy = restart(current, free, now) ?? move(stream, free, now)
  if (busy !== undefined) return busy
  const keyMissing = sight.keyAt === undefined && now - sight.since >= TIMES.keyFrame
  if (keyMissing) {
    return { memory, phase: { kind: 'failed', fault: faultAt('key-frame-missing', sight.since) } }
  }
  const changes = changesOf(stream, now)
  const step: Step = { memory, phase, ...earliest(changes.until, keyDueAt(sight)) }
  if (changes.request === undefined || memory.errand.kind !== 'idle') return step
  return { ...step, action: { gatewaySn: gateway.sn, videoId, request: changes.request } }
}
