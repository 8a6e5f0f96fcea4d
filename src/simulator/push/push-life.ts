import type { Cancel, Clock } from '../dock/clock'
import type { PushEvent } from '../dock/dock-needs'

const TRIES = 3
const RETRY_MS = 2_000

export interface PushLifeNeeds {
  clock: Clock
  on(event: PushEvent): void
  problem(text: string): void
}

/** What every push has, whatever it speaks. */
export interface PushConnection {
  connect(): void
  /** Lets go of the connection. */
  disconnect(): void
  /** Nothing is tried any more. */
  release(): void
}

/** A push as docks do it: three tries, two seconds apart, and again three after one that worked. */
export class PushLife {
  private tries = 0
  private everPublished = false
  private over = false
  private cancels: Cancel[] = []

  constructor(
    private readonly needs: PushLifeNeeds,
    private readonly connection: PushConnection,
  ) {}

  begin(): void {
    if (this.over) return
    this.tries++
    this.connection.connect()
  }

  published(): void {
    this.tries = 0
    this.everPublished = true
    this.needs.on('publishing')
  }

  /** The connection broke or never came to be. */
  broke(why: string): void {
    this.disconnect()
    if (this.over) return
    if (this.tries >= TRIES) return this.giveUp(why)
    this.later(RETRY_MS, () => this.begin())
  }

  giveUp(why: string): void {
    if (this.over) return
    this.end()
    this.needs.problem(`push: ${why}`)
    this.needs.on(this.everPublished ? 'lost' : 'failed')
  }

  /** Over without a word. */
  end(): void {
    this.over = true
    this.disconnect()
    this.connection.release()
  }

  /** Does something later, unless the connection ends before. */
  later(ms: number, action: () => void): void {
    this.cancels.push(this.needs.clock.after(ms, action))
  }

  private disconnect(): void {
    for (const cancel of this.cancels.splice(0)) cancel()
    this.connection.disconnect()
  }
}
