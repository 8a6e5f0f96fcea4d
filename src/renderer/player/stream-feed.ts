import type { FaultCode } from '@shared/fault'
import type { IngestState } from '@shared/site'
import type { OpenedStream } from './open-stream'
import { reopenPause } from './reopen-pause'

export interface FeedDeps {
  open(): Promise<OpenedStream>
  /** Takes the port. */
  deliver(port: MessagePort): void
}

/** Ports in a row that were lost at once still count as failures. */
const STEADY_AFTER_MS = 5000

/** Keeps one stream supplied with a port for as long as it is wanted. */
export class StreamFeed {
  readonly #deps: FeedDeps
  #wanted = false
  #opening = false
  #attempt = 0
  /** Until main says otherwise the other end is taken to be there. */
  #listening = true
  #retry: ReturnType<typeof setTimeout> | undefined
  #steady: ReturnType<typeof setTimeout> | undefined

  /** Why there is no port, when main said why. */
  fault: FaultCode | undefined

  constructor(deps: FeedDeps) {
    this.#deps = deps
  }

  /** Open, and open again whenever the port is lost. */
  start(): void {
    if (this.#wanted) return
    this.#wanted = true
    this.#attempt = 0
    void this.#try()
  }

  /** Want no port; one that is still on its way is closed when it comes. */
  stop(): void {
    this.#wanted = false
    this.fault = undefined
    clearTimeout(this.#retry)
    clearTimeout(this.#steady)
  }

  /** The port is of no more use: open another, after a pause that grows from time to time. */
  lost(): void {
    clearTimeout(this.#steady)
    if (!this.#wanted || this.#opening) return
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => void this.#try(), reopenPause(this.#attempt++))
  }

  /** What main says about the media process: a port of one that ended is worth nothing. */
  setIngest(ingest: IngestState): void {
    const listening = ingest.kind === 'listening'
    if (listening === this.#listening) return
    this.#listening = listening
    this.#attempt = 0
    this.lost()
  }

  async #try(): Promise<void> {
    if (!this.#wanted || this.#opening) return
    this.#opening = true
    const opened = await this.#deps.open()
    this.#opening = false
    this.fault = opened.ok ? undefined : opened.fault
    if (!this.#wanted) {
      if (opened.ok) opened.port.close()
      return
    }
    if (!opened.ok) {
      this.lost()
      return
    }
    this.#steady = setTimeout(() => (this.#attempt = 0), STEADY_AFTER_MS)
    this.#deps.deliver(opened.port)
  }
}
