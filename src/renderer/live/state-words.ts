import type { StreamState } from '@shared/stream'
import { t } from '../i18n/i18n'
import { secondsUntil, spanWords } from '../i18n/time-words'
import type { Tone } from '../ui/tone'

/** A stream's state in words: what it is, how long or when, and why. All in the language shown. */
export interface StateWords {
  tone: Tone
  word: string
  /** How long it has been so, or when the next try is; counts while it is on screen. */
  time?: string
  /** What it waits for and what will end the wait; absent where a fault says it. */
  why?: string
}

const TONES: Record<StreamState['kind'], Tone> = {
  off: 'off',
  waiting: 'waiting',
  starting: 'waiting',
  accepted: 'waiting',
  live: 'live',
  stalled: 'warning',
  retrying: 'warning',
  failed: 'fault',
  stopping: 'waiting',
}

/** Takes a state and the time now in milliseconds since the epoch. Reactive to the language. */
export const stateWords = (state: StreamState, now: number): StateWords => {
  const tone = TONES[state.kind]
  switch (state.kind) {
    case 'off':
      return { tone, word: t('state.off'), why: t('state.why.off') }
    case 'waiting':
      return {
        tone,
        word: t(`state.waiting.${state.for}`),
        time: spanWords(now - state.since),
        why: t(`state.why.${state.for}`),
      }
    case 'starting':
      return {
        tone,
        word: t('state.starting'),
        time: spanWords(now - state.since),
        why: t('state.why.starting', { attempt: state.attempt }),
      }
    case 'accepted':
    case 'stalled':
    case 'stopping':
      return {
        tone,
        word: t(`state.${state.kind}`),
        time: spanWords(now - state.since),
        why: t(`state.why.${state.kind}`),
      }
    case 'live':
      return state.adopted
        ? { tone, word: t('state.live'), why: t('state.why.adopted') }
        : { tone, word: t('state.live') }
    case 'retrying': {
      const seconds = t('state.inSeconds', { seconds: secondsUntil(state.at, now) })
      return {
        tone,
        word: t('state.retrying'),
        time: `${seconds} · ${t('state.attempt', { attempt: state.attempt })}`,
      }
    }
    case 'failed':
      return { tone, word: t('state.failed') }
  }
}
