import { setTimeout as pause } from 'node:timers/promises'

const STEP_MS = 5

/** Looks until there is something; undefined when there is nothing within so many milliseconds. */
export async function until<T>(ms: number, look: () => T | undefined): Promise<T | undefined> {
  const end = performance.now() + ms
  for (;;) {
    const found = look()
    if (found !== undefined || performance.now() > end) return found
    await pause(STEP_MS)
  }
}
