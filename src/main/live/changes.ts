import type { Fault } from '@shared/fault'
import type { CameraPosition } from '@shared/fleet'
import type { Quality, StreamStatus } from '@shared/stream'
import type { LiveRequest } from '@protocol/dji/live-services'
import { confirmedValue, IGNORED, judgeChange, type Told, type Verdict } from './change'
import { isReportedLive } from './evidence'
import { isSameLens, lensName } from './lens-name'
import { TIMES } from './policy-times'
import type { Ask, Control, Stream } from './stream-memory'
import { offerFor } from './video-source'

/** What the dock confirmed and what it still has to do for the wish. */
export interface Changes {
  confirmed: StreamStatus['confirmed']
  pending: Control[]
  refused?: Fault
  /** The next request, when one is due. */
  request?: LiveRequest
  until?: number
}

/** A value in the wish, as this gateway takes it, or that the gateway does not offer it. */
type Wanted<T> = { kind: 'any' } | { kind: 'value'; value: T } | { kind: 'not-offered' }

interface ControlState<T> {
  control: Control
  wanted: Wanted<T>
  ask: Ask<T> | undefined
  told: Told<T> | undefined
  same: (a: T, b: T) => boolean
  confirm: number
  request: (value: T) => LiveRequest
}

const isQuality = (value: number | undefined): value is Quality =>
  value !== undefined && value >= 0 && value <= 4 && Number.isInteger(value)

const qualityOf = (stream: Stream): ControlState<Quality> => {
  const { videoId, wish, report } = stream.facts
  const live = isReportedLive(stream) ? report : undefined
  return {
    control: 'quality',
    wanted: wish === undefined ? { kind: 'any' } : { kind: 'value', value: wish.quality },
    ask: stream.memory.asks.quality,
    told: isQuality(live?.quality) ? { value: live.quality, seen: live.seen } : undefined,
    same: (a, b) => a === b,
    confirm: TIMES.confirm,
    request: (quality) => ({ method: 'live_set_quality', videoId, quality }),
  }
}

const lensOf = (stream: Stream): ControlState<string> => {
  const { videoId, wish, report, gateway } = stream.facts
  const source = offerFor(stream.facts)?.source
  const name =
    wish?.lens === undefined || gateway.seen === undefined
      ? undefined
      : lensName(wish.lens, source?.lenses ?? [], gateway.seen)
  const live = isReportedLive(stream) ? report : undefined
  const old = source?.lens === undefined ? undefined : { value: source.lens, seen: -1 }
  return {
    control: 'lens',
    wanted:
      wish?.lens === undefined
        ? { kind: 'any' }
        : name === undefined
          ? { kind: 'not-offered' }
          : { kind: 'value', value: name },
    ask: stream.memory.asks.lens,
    told: live?.lens === undefined ? old : { value: live.lens, seen: live.seen },
    same: isSameLens,
    confirm: TIMES.confirm,
    request: (lens) => ({ method: 'live_lens_change', videoId, lens }),
  }
}

/** No dock reports where its camera looks; its answer to the change is all there is. */
const positionOf = (stream: Stream): ControlState<CameraPosition> => {
  const { videoId, wish } = stream.facts
  const positions = offerFor(stream.facts)?.camera.positions ?? []
  const wished = wish?.position
  return {
    control: 'position',
    wanted:
      wished === undefined
        ? { kind: 'any' }
        : positions.includes(wished)
          ? { kind: 'value', value: wished }
          : { kind: 'not-offered' },
    ask: stream.memory.asks.position,
    told: undefined,
    same: (a, b) => a === b,
    confirm: 0,
    request: (position) => ({ method: 'live_camera_change', videoId, position }),
  }
}

interface Judged<T> {
  control: Control
  verdict?: Verdict
  /** The value in force as far as it is confirmed. */
  value?: T
  refused?: Fault
  request?: LiveRequest
}

const judge = <T>(state: ControlState<T>, now: number): Judged<T> => {
  const { control, wanted, ask, told } = state
  const verdict =
    wanted.kind === 'value' ? judgeChange({ ...state, wanted: wanted.value }, now) : undefined
  const judged: Judged<T> = { control }
  const value = confirmedValue(ask, told, verdict)
  if (value !== undefined) judged.value = value
  if (verdict !== undefined) judged.verdict = verdict
  const at = ask?.at ?? 0
  if (wanted.kind === 'not-offered') judged.refused = { code: 'dji-unsupported', at }
  if (verdict?.kind === 'ignored') judged.refused = { code: IGNORED[control], at }
  if (verdict?.kind === 'refused' && ask?.fault !== undefined) judged.refused = ask.fault
  if (verdict?.kind === 'ask' && wanted.kind === 'value') {
    judged.request = state.request(wanted.value)
  }
  return judged
}

/** What another station asks for is pending while the dock says otherwise, and not for ever. */
const isSettledElsewhere = ({ facts }: Stream, now: number): boolean =>
  facts.turn === 'others' && now - (facts.wishChanged ?? now) >= TIMES.othersChange

const isPending = ({ verdict }: Judged<unknown>): boolean =>
  verdict?.kind === 'ask' || verdict?.kind === 'wait' || verdict?.kind === 'sent'

/**
 * How quality, lens and position of a stream stand against its wish. Requests are named only for
 * what the dock has not confirmed and has not refused; the caller decides whether one may go now.
 */
export const changesOf = (stream: Stream, now: number): Changes => {
  const quality = judge(qualityOf(stream), now)
  const lens = judge(lensOf(stream), now)
  const position = judge(positionOf(stream), now)
  const judged = [quality, lens, position]
  const settled = isSettledElsewhere(stream, now)
  const refusals = judged.flatMap(({ refused }) => (refused === undefined ? [] : [refused]))
  const refused = refusals.sort((a, b) => b.at - a.at)[0]
  const request = judged.find((control) => control.request !== undefined)?.request
  const waits = judged.flatMap(({ verdict }) => (verdict?.kind === 'wait' ? [verdict.until] : []))
  return {
    confirmed: {
      ...(quality.value === undefined ? {} : { quality: quality.value }),
      ...(lens.value === undefined ? {} : { lens: lens.value }),
      ...(position.value === undefined ? {} : { position: position.value }),
    },
    pending: settled ? [] : judged.filter(isPending).map(({ control }) => control),
    ...(refused === undefined ? {} : { refused }),
    ...(request === undefined ? {} : { request }),
    ...(waits.length === 0 ? {} : { until: Math.min(...waits) }),
  }
}
