import type { StreamFacts } from './facts'
import { missingSince } from './fetched'
import { TIMES } from './policy-times'

/** From when silence counts: while we could not hear or be reached, it proves nothing. */
export const audible = (facts: StreamFacts, since: number): number => {
  const { site, gateway } = facts
  const heard = Math.max(since, site.linkUp ?? 0, site.ingestUp ?? 0, gateway.onlineSince)
  return site.fetches ? Math.max(heard, missingSince(facts)) + TIMES.fetch : heard
}

/** Whether the ingest that a dock was pushing to, or was to push to, died and is back since. */
export const ingestDied = ({ site }: StreamFacts, before: number): boolean =>
  !site.fetches && site.ingestUp !== undefined && before < site.ingestUp

/** Until when a stream that was ours may come back by itself. */
export const comesBackUntil = (facts: StreamFacts, live: boolean): number => {
  const { sight, site, gateway } = facts
  const patience = live ? TIMES.reconnect : TIMES.ended
  if (!ingestDied(facts, sight.since)) return audible(facts, sight.since) + patience
  return Math.max(
    sight.since + TIMES.reconnectToIngest,
    (site.ingestUp ?? 0) + TIMES.findIngest,
    Math.max(site.linkUp ?? 0, gateway.onlineSince) + patience,
  )
}
