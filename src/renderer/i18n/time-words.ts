import { t } from './i18n'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A span in the language on screen, `12 s` to `3 d 4 h`. Takes milliseconds; below zero is zero. */
export const spanWords = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < MINUTE) return t('time.seconds', { count: seconds })
  if (seconds < HOUR) return t('time.minutes', { count: Math.floor(seconds / MINUTE) })
  const hours = Math.floor(seconds / HOUR)
  if (seconds < DAY) {
    return t('time.hours', { hours, minutes: Math.floor((seconds % HOUR) / MINUTE) })
  }
  return t('time.days', { days: Math.floor(seconds / DAY), hours: hours % 24 })
}

/** Whole seconds from now until a time, at least 0. Both in milliseconds since the epoch. */
export const secondsUntil = (at: number, now: number): number =>
  Math.max(0, Math.ceil((at - now) / 1000))
