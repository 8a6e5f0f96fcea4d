import type { Diagnosis, Leg, Remedy, Verdict } from '@shared/diagnosis/finding'
import { faultText } from '@shared/fault-texts'
import type { SteppedDown } from '@shared/stream'
import { language, t } from '../../i18n/i18n'
import { spanWords } from '../../i18n/time-words'
import type { Tone } from '../../ui/tone'
import { rateText } from '../picture-age'

/** One leg in words: what it is, how it is, the last evidence and how long ago that came. */
export interface LegWords {
  name: string
  verdict: string
  tone: Tone
  line: string
  ago: string
}

/** Evidence of the last moments is simply now. */
const NOW_MS = 2000

const TONES: Record<Verdict, Tone> = {
  ok: 'live',
  broken: 'fault',
  unknown: 'waiting',
  'not-needed': 'off',
}

const valuesOf = ({ fault, values = {} }: Pick<Leg, 'fault' | 'values'>) => {
  const { bitrate } = values
  return {
    ...values,
    dji: fault?.dji ?? '',
    ...(typeof bitrate === 'number' && { rate: rateText(bitrate) }),
  }
}

const agoWords = (at: number | undefined, now: number): string => {
  if (at === undefined) return ''
  return now - at < NOW_MS ? t('why.justNow') : t('why.ago', { time: spanWords(now - at) })
}

/** `now` in milliseconds since the epoch. Reactive to the language. */
export const legWords = (leg: Leg, now: number): LegWords => ({
  name: t(`why.legs.${leg.leg}`),
  verdict: t(`why.verdicts.${leg.verdict}`),
  tone: TONES[leg.verdict],
  line: t(`why.lines.${leg.code}`, valuesOf(leg)),
  ago: agoWords(leg.at, now),
})

/** The answer as a sentence with its next step; a fault knows better words than its leg. */
export const causeWords = ({
  code,
  fault,
  values,
}: NonNullable<Diagnosis['cause']>): { what: string; next: string } => {
  if (fault !== undefined) return faultText(fault, language())
  const filled = valuesOf({ ...(values && { values }) })
  return { what: t(`why.causes.${code}.what`, filled), next: t(`why.causes.${code}.next`, filled) }
}

/** Why a picture comes by RTMP although the dock is made for WebRTC; `now` since the epoch. */
export const steppedDownWords = ({ fault, until }: SteppedDown, now: number): string =>
  t('why.steppedDown', { time: spanWords(until - now), what: faultText(fault, language()).what })

/** What the button says, or the note in its place when only time helps. */
export const remedyWords = (remedy: Remedy): string => {
  switch (remedy.kind) {
    case 'settings':
      return t(`why.remedies.settings.${remedy.page}`)
    case 'player':
      return t(`why.remedies.player.${remedy.player}`)
    default:
      return t(`why.remedies.${remedy.kind}`)
  }
}
