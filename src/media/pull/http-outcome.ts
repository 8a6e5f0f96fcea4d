import type { PullEnd } from './pull-source'

/** What an HTTP status that is not 200 means for a stream. */
export const outcomeOfStatus = (status: number): PullEnd => {
  if (status === 401 || status === 403) return 'refused'
  if (status === 404 || status === 410) return 'no-stream'
  // A server, or a proxy before it, that cannot serve anybody now.
  if (status === 429 || status >= 500) return 'unreachable'
  return 'unreadable'
}
