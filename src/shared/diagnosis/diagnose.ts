import { aircraftLeg, brokerLeg, gatewayLeg, replyLeg } from './control-legs'
import type { PlayerEvidence, StreamEvidence } from './evidence'
import {
  FINDINGS,
  LEGS,
  type CauseCode,
  type Diagnosis,
  type Finding,
  type FindingCode,
  type Leg,
  type LegName,
  type Verdict,
} from './finding'
import { decoderLeg, publisherLeg, screenLeg, unitsLeg } from './media-legs'
import { remedyOf } from './remedy'

const verdictOf = (code: FindingCode): Verdict => {
  const found = FINDINGS[code]
  return found === 'awaited' || found === 'unreached' ? 'unknown' : found
}

const isBroken = (code: FindingCode): code is CauseCode => FINDINGS[code] === 'broken'
const isAwaited = (code: FindingCode): code is CauseCode => FINDINGS[code] === 'awaited'

interface Suspect {
  leg: Leg
  code: CauseCode
}

const firstOf = (
  legs: readonly Leg[],
  matches: (code: FindingCode) => code is CauseCode,
): Suspect | undefined => {
  for (const leg of legs) if (matches(leg.code)) return { leg, code: leg.code }
  return undefined
}

/**
 * Why a picture is missing, or that it is not. Pure: takes what main knows and what the tile's
 * player saw (undefined when there is no player), both with their times, and judges each leg from
 * the broker to the screen. Never fails.
 *
 * The first broken leg is the cause. Pictures that arrive speak all legs before them free: those
 * are named only when everything behind is well.
 */
export const diagnose = (
  evidence: StreamEvidence,
  player: PlayerEvidence | undefined,
): Diagnosis => {
  const units = unitsLeg(evidence)
  const flowing = units.code === 'units-flow'
  const decoder = decoderLeg(player, flowing, evidence.at)
  const screen = screenLeg(player, decoder.code === 'decoder-works', evidence.at)
  const found: Record<LegName, Finding> = {
    broker: brokerLeg(evidence),
    gateway: gatewayLeg(evidence),
    aircraft: aircraftLeg(evidence),
    reply: replyLeg(evidence),
    publisher: publisherLeg(evidence),
    units,
    decoder,
    screen,
  }
  const legs = LEGS.map((leg): Leg => ({ leg, verdict: verdictOf(found[leg].code), ...found[leg] }))
  const showing = screen.code === 'screen-shows'
  const { steppedDown } = evidence
  const judged = { legs, showing, ...(steppedDown && { steppedDown }) }
  const suspect = suspectOf(legs, { flowing, showing, wanted: evidence.wanted })
  if (suspect === undefined) return judged
  const { code, leg } = suspect
  const kind = player?.kind ?? 'now'
  const remedy = remedyOf({ code, fault: leg.fault?.code, evidence, player: kind })
  return {
    ...judged,
    cause: {
      leg: leg.leg,
      code,
      remedy,
      ...(leg.fault && { fault: leg.fault }),
      ...(leg.values && { values: leg.values }),
    },
  }
}

interface Picture {
  flowing: boolean
  showing: boolean
  wanted: boolean
}

const suspectOf = (legs: readonly Leg[], picture: Picture): Suspect | undefined => {
  // Nobody asked for a picture: that alone explains it.
  if (!picture.wanted)
    return firstOf(
      legs.filter(({ leg }) => leg === 'reply'),
      isBroken,
    )
  const from = picture.flowing ? LEGS.indexOf('units') : 0
  const behind = legs.slice(from)
  return (
    firstOf(behind, isBroken) ??
    (picture.showing ? undefined : firstOf(behind, isAwaited)) ??
    firstOf(legs.slice(0, from), isBroken)
  )
}
