const ASK_EVERY_MS = 5_000
/** So many questions in a row without an answer are a page that hangs. */
const MOST_UNANSWERED = 6

export interface HangWatchNeeds {
  /** Asks the page anything; resolves when it has answered. */
  ask: () => Promise<unknown>
  hung: () => void
  schedule: (act: () => void, ms: number) => () => void
}

/**
 * Notices a page that does nothing any more. Chromium notices only when somebody presses a key, and
 * a wall has nobody. Questions are counted, not time: a computer that slept is not a hung page.
 */
export class HangWatch {
  private unanswered = 0
  private round = 0
  private cancel = (): void => {}

  constructor(private readonly needs: HangWatchNeeds) {}

  /** A page is there; called again it is another one. */
  begin(): void {
    this.end()
    this.unanswered = 0
    this.next()
  }

  end(): void {
    this.round++
    this.cancel()
  }

  private next(): void {
    const { ask, hung, schedule } = this.needs
    const { round } = this
    if (this.unanswered === 0) {
      const answered = (): void => {
        if (round === this.round) this.unanswered = 0
      }
      // An answer that fails is an answer.
      ask().then(answered, answered)
    }
    this.unanswered++
    this.cancel = schedule(() => {
      if (this.unanswered < MOST_UNANSWERED) return this.next()
      this.end()
      hung()
    }, ASK_EVERY_MS)
  }
}
