import type { PullProtocol } from '@shared/media-server'
import type { PullClock } from './pull-clock'

/** Milliseconds one try keeps the next waiting: what its beginning costs this computer. */
const COST: Record<PullProtocol, number> = {
  whep: 50,
  'ws-flv': 20,
  'http-flv': 20,
  rtmp: 100,
  rtsp: 100,
  hls: 100,
}

interface Waiting {
  by: PullProtocol
  go: () => void
}

/** One try begins after the other, so that hundreds do not when a server comes back. */
export class ConnectionPace {
  private readonly hurried: Waiting[] = []
  private readonly others: Waiting[] = []
  private running = false

  constructor(private readonly clock: PullClock) {}

  /** Does `go` when its turn comes, later than now; those in a hurry first. Gives the way to call it off. */
  wait(by: PullProtocol, go: () => void, hurry: boolean): () => void {
    const waiting = { by, go }
    const line = hurry ? this.hurried : this.others
    line.push(waiting)
    if (!this.running) this.next(0)
    return () => {
      const at = line.indexOf(waiting)
      if (at >= 0) line.splice(at, 1)
    }
  }

  private next(ms: number): void {
    this.running = true
    this.clock.schedule(() => {
      const waiting = this.hurried.shift() ?? this.others.shift()
      this.running = waiting !== undefined
      if (!waiting) return
      this.next(COST[waiting.by])
      waiting.go()
    }, ms)
  }
}
