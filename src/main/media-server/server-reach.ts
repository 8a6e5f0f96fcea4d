import type { Fault, FaultCode } from '@shared/fault'
import type { PullOutcome } from '@shared/media-server'
import type { IngestState } from '@shared/site'

/** What says that nothing can be fetched at all, whatever the dock does. */
const OUT_OF_REACH: Partial<Record<PullOutcome, FaultCode>> = {
  unreachable: 'media-server-unreachable',
  'ffmpeg-missing': 'ffmpeg-missing',
  'ffmpeg-old': 'ffmpeg-old',
}

/**
 * Whether a media server answers, by what became of fetching streams from it: it is away when all
 * say so, and there when one does. What is asked of nobody is not known, and stays as it was.
 */
export class ServerReach {
  readonly #host: string
  readonly #now: () => number
  readonly #outcomes = new Map<string, PullOutcome>()
  #state: IngestState = { kind: 'starting' }

  /** `now` gives milliseconds since the epoch. */
  constructor(host: string, now: () => number) {
    this.#host = host
    this.#now = now
  }

  get state(): IngestState {
    return this.#state
  }

  /** Takes what became of fetching a stream. */
  pulled(stream: string, outcome: PullOutcome): void {
    // One that ended is tried again at once; only that try says whether the server is there.
    if (outcome === 'ended') return
    this.#outcomes.set(stream, outcome)
    this.#judge()
  }

  /** Only these streams are fetched now. */
  keep(streams: ReadonlySet<string>): void {
    for (const stream of this.#outcomes.keys())
      if (!streams.has(stream)) this.#outcomes.delete(stream)
    if (streams.size === 0 && this.#state.kind === 'failed') this.#state = { kind: 'starting' }
    this.#judge()
  }

  /** Whoever fetched is gone; what it said is void. */
  reset(): void {
    this.#outcomes.clear()
    this.#state = { kind: 'starting' }
  }

  #judge(): void {
    const outcomes = [...this.#outcomes.values()]
    if (outcomes.length === 0) return
    const codes = outcomes.map((outcome) => OUT_OF_REACH[outcome])
    if (codes.includes(undefined)) {
      if (this.#state.kind !== 'listening') this.#state = { kind: 'listening' }
      return
    }
    const code = codes.find((one) => one === 'media-server-unreachable') ?? codes[0]
    if (code !== undefined) this.#fail(code)
  }

  #fail(code: FaultCode): void {
    const { kind } = this.#state
    if (kind === 'failed' && this.#state.fault.code === code) return
    const fault: Fault = { code, at: this.#now() }
    if (code === 'media-server-unreachable' && this.#host !== '') fault.detail = this.#host
    this.#state = { kind: 'failed', fault }
  }
}
