const FIRST_PAUSE_MS = 200
const LAST_PAUSE_MS = 30_000
/** A page that lived this long was not in a crash loop. */
const SETTLED_MS = 60_000

export interface ReviveNeeds {
  /** Loads the page anew. */
  reload: () => void
  /** Milliseconds; only differences count. */
  now: () => number
  schedule: (act: () => void, ms: number) => void
}

/**
 * Brings a page back whose process is gone: nobody may be there to close and open the window of a
 * wall. Almost at once the first time, with growing pauses when it dies again and again.
 * @returns what to call each time the process is gone.
 */
export function revivePage({ reload, now, schedule }: ReviveNeeds): () => void {
  let pause = FIRST_PAUSE_MS
  let revived = now()
  return () => {
    if (now() - revived > SETTLED_MS) pause = FIRST_PAUSE_MS
    const wait = pause
    pause = Math.min(pause * 2, LAST_PAUSE_MS)
    schedule(() => {
      revived = now()
      reload()
    }, wait)
  }
}
