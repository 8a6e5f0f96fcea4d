import type { MediaReport } from '@shared/media-contract'

const KINDS: ReadonlySet<unknown> = new Set<MediaReport['kind']>([
  'listening',
  'listen-failed',
  'publisher',
  'refused',
  'pulled',
  'whip-exchange',
  'meters',
  'log',
])

/**
 * A report of our own media process. Both sides are compiled from one contract, so only a message
 * of another kind is sorted out (undefined).
 */
export const readMediaReport = (message: unknown): MediaReport | undefined =>
  typeof message === 'object' && message !== null && 'kind' in message && KINDS.has(message.kind)
    ? (message as MediaReport)
    : undefined
