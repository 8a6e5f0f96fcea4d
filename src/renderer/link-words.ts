import type { IngestState, LinkState, MediaServerFacts } from '@shared/site'
import { t } from './i18n/i18n'
import { secondsUntil, spanWords } from './i18n/time-words'
import type { Tone } from './ui/tone'

export interface BarWords {
  tone: Tone
  word: string
  /** Since when, when next, which port. */
  more?: string
}

/** The MQTT link in words; `now` in milliseconds since the epoch. Reactive to the language. */
export const linkWords = (link: LinkState, now: number): BarWords => {
  switch (link.kind) {
    case 'off':
      return { tone: 'off', word: t('link.off') }
    case 'connecting':
      return { tone: 'waiting', word: t('link.connecting'), more: since(link.since, now) }
    case 'up':
      return { tone: 'live', word: t('link.up'), more: since(link.since, now) }
    case 'down': {
      const retry = t('link.retry', { seconds: secondsUntil(link.retryAt, now) })
      return { tone: 'fault', word: t('link.down'), more: `${since(link.since, now)} · ${retry}` }
    }
  }
}

/** The ingests in words: one that fails does not hide that the other works. */
export const ingestWords = (ingest: IngestState, whip?: IngestState): BarWords => {
  switch (ingest.kind) {
    case 'off':
      return { tone: 'off', word: t('ingest.off') }
    case 'starting':
      return { tone: 'waiting', word: t('ingest.starting') }
    case 'listening': {
      const { port: rtmp = '' } = ingest
      const word = t('ingest.listening')
      if (whip?.kind === 'failed')
        return { tone: 'warning', word, more: t('ingest.noWhip', { rtmp }) }
      const ports = whip?.kind === 'listening' && t('ingest.ports', { rtmp, whip: whip.port ?? '' })
      return { tone: 'live', word, more: ports || t('ingest.port', { port: rtmp }) }
    }
    case 'failed': {
      const word = t('ingest.failed')
      if (whip?.kind !== 'listening') return { tone: 'fault', word }
      return { tone: 'warning', word, more: t('ingest.onlyWhip', { whip: whip.port ?? '' }) }
    }
  }
}

/** A media server of others in words. */
export const serverWords = (state: IngestState, { host }: MediaServerFacts): BarWords => {
  switch (state.kind) {
    case 'off':
      return { tone: 'off', word: t('ingest.off') }
    case 'starting':
      return { tone: 'waiting', word: t('ingest.unasked'), more: host }
    case 'listening':
      return { tone: 'live', word: t('ingest.listening'), more: host }
    case 'failed': {
      const away = state.fault.code === 'media-server-unreachable'
      return { tone: 'fault', word: t(away ? 'ingest.noAnswer' : 'ingest.failed'), more: host }
    }
  }
}

const since = (at: number, now: number): string => t('link.since', { time: spanWords(now - at) })
