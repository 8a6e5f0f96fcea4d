import type { PlayerMessage } from '@shared/media-contract'

/** Checks what came over a port; undefined for anything that is not a player's message. */
export const readPlayerMessage = (value: unknown): PlayerMessage | undefined => {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined
  if (value.kind === 'resync' || value.kind === 'close') return { kind: value.kind }
  if (value.kind !== 'taken' || !('count' in value)) return undefined
  const { count } = value
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0
    ? { kind: 'taken', count }
    : undefined
}
