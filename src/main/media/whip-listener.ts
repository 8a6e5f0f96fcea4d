import type { MediaReport, MediaRequest, WhipPlace } from '@shared/media-contract'
import type { IngestState } from '@shared/site'
import type { Schedule } from './media-child'

export interface WhipListenerDeps {
  /** To the media process; nothing happens while there is none. */
  send: (request: MediaRequest) => void
  now: () => number
  schedule: Schedule
}

const FIRST_PAUSE_MS = 1000
const LAST_PAUSE_MS = 30_000

/**
 * Main's side of the WHIP ingest: where it shall listen, whether it does, tried again while the port
 * is taken. It is off until `listen`, and its failure is not the media process's failure.
 */
export class WhipListener {
  private place: WhipPlace | undefined
  private running = false
  private current: IngestState = { kind: 'off' }
  private wait = FIRST_PAUSE_MS
  private cancel: () => void = () => {}
  private readonly listeners = new Set<(state: IngestState) => void>()

  constructor(private readonly deps: WhipListenerDeps) {}

  get state(): IngestState {
    return this.current
  }

  /** Told each new state. Gives its off-switch. */
  onState(listener: (state: IngestState) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Listens at a place; called again it moves. */
  listen(place: WhipPlace): void {
    this.place = place
    this.wait = FIRST_PAUSE_MS
    this.ask()
  }

  /** Takes no more WHIP publishers and ends those there are. */
  off(): void {
    this.cancel()
    this.place = undefined
    this.deps.send({ kind: 'unlisten-whip' })
    this.become({ kind: 'off' })
  }

  /** The media process runs, and knows nothing yet. */
  resume(): void {
    this.running = true
    this.ask()
  }

  /** The media process is gone: for good, or it comes back. */
  pause(until: 'off' | 'starting'): void {
    this.running = false
    this.cancel()
    this.become({ kind: this.place ? until : 'off' })
  }

  /** Takes what the media process says about this ingest. */
  receive(report: MediaReport): void {
    if (!this.place) return
    if (report.kind === 'listening') {
      this.wait = FIRST_PAUSE_MS
      this.become({ kind: 'listening', port: report.port })
    } else if (report.kind === 'listen-failed') {
      this.fail(report)
    }
  }

  private ask(): void {
    this.cancel()
    const { place } = this
    if (!place || !this.running) return
    if (this.current.kind !== 'failed') this.become({ kind: 'starting' })
    this.deps.send({ kind: 'listen-whip', ...place })
  }

  private fail({ code, detail }: MediaReport & { kind: 'listen-failed' }): void {
    const { current } = this
    // Tried again in vain it is still the same failure, with its beginning.
    const same = current.kind === 'failed' && current.fault.code === code
    const at = same ? current.fault.at : this.deps.now()
    this.become({ kind: 'failed', fault: { code, at, detail } })
    this.cancel = this.deps.schedule(() => this.ask(), this.wait)
    this.wait = Math.min(this.wait * 2, LAST_PAUSE_MS)
  }

  private become(state: IngestState): void {
    if (state.kind === 'off' && this.current.kind === 'off') return
    this.current = state
    for (const listener of this.listeners) listener(state)
  }
}
