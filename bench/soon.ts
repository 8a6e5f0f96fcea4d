import { setTimeout as pause } from 'node:timers/promises'

const DEADLINE_MS = 60_000

/** Looks until there is a time; NaN when none comes. */
export async function soon(look: () => number | undefined, every = 5): Promise<number> {
  const began = Date.now()
  while (Date.now() - began < DEADLINE_MS) {
    const at = look()
    if (at !== undefined) return at
    await pause(every)
  }
  return NaN
}
