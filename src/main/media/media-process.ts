import type { FaultCode } from '@shared/fault'
import type { MediaReport, MediaRequest, OutletFormat } from '@shared/media-contract'
import type { IngestState } from '@shared/site'
import { scheduleByTimer, type MediaChild, type PlayerPort, type Schedule } from './media-child'
import { readMediaReport } from './media-report'

export interface MediaProcessDeps<P extends PlayerPort> {
  /** Starts the media process; integrators pass Electron's `utilityProcess.fork`. */
  fork: () => MediaChild<P>
  now?: () => number
  schedule?: Schedule
}

type Listener<T> = (value: T) => void

const FIRST_PAUSE_MS = 200
const LAST_PAUSE_MS = 10_000
/** A process that lived this long was not in a crash loop. */
const SETTLED_MS = 30_000
const STOP_MS = 1000

/**
 * Main's side of the media process: starts it, keeps it alive with growing pauses, tells it again
 * what it must know after a restart, and says which subscriptions were lost with it.
 */
export class MediaProcess<P extends PlayerPort> {
  private readonly now: () => number
  private readonly schedule: Schedule
  private child: MediaChild<P> | undefined
  private place: { host: string; port: number } | undefined
  private streams: { stream: string; key: string }[] = []
  private readonly subscriptions = new Set<string>()
  private current: IngestState = { kind: 'off' }
  private startedAt = 0
  private pause = FIRST_PAUSE_MS
  private cancel: () => void = () => {}
  private readonly states = new Set<Listener<IngestState>>()
  private readonly reports = new Set<Listener<MediaReport>>()
  private readonly losses = new Set<Listener<string[]>>()

  constructor(private readonly deps: MediaProcessDeps<P>) {
    this.now = deps.now ?? Date.now
    this.schedule = deps.schedule ?? scheduleByTimer
  }

  get state(): IngestState {
    return this.current
  }

  /** Listens at a place, starting the process when it does not run; called again it moves. */
  start(place: { host: string; port: number }): void {
    this.place = place
    this.cancel()
    this.pause = FIRST_PAUSE_MS
    this.become({ kind: 'starting' })
    if (this.child) this.send({ kind: 'listen', ...place })
    else this.spawn()
  }

  /** Ends the process: asked first, killed when it does not listen. */
  stop(): void {
    this.cancel()
    this.place = undefined
    const { child } = this
    this.child = undefined
    this.become({ kind: 'off' })
    if (!child) return
    const spare = this.schedule(STOP_MS, () => child.kill())
    child.on('exit', spare)
    child.postMessage({ kind: 'stop' })
  }

  /** Which streams may be published, with their keys; told again after each restart. */
  expect(streams: { stream: string; key: string }[]): void {
    this.streams = streams
    this.send({ kind: 'expect', streams })
  }

  /** Closes the publisher of a stream, if there is one. */
  disconnect(stream: string): void {
    this.send({ kind: 'disconnect', stream })
  }

  /**
   * Gives a player's port to the media process. While there is none, the port is closed and the
   * subscription is told as lost as soon as opening it again makes sense.
   */
  open(request: { subscription: string; stream: string; format: OutletFormat }, port: P): void {
    this.subscriptions.add(request.subscription)
    if (this.child) this.child.postMessage({ kind: 'open', ...request }, [port])
    else port.close()
  }

  /** Told each new state. Gives its off-switch, as the next two do. */
  onState(listener: Listener<IngestState>): () => void {
    this.states.add(listener)
    return () => this.states.delete(listener)
  }

  onReport(listener: Listener<MediaReport>): () => void {
    this.reports.add(listener)
    return () => this.reports.delete(listener)
  }

  /** Told the subscriptions whose ports died with the process, once a new one runs. */
  onLost(listener: Listener<string[]>): () => void {
    this.losses.add(listener)
    return () => this.losses.delete(listener)
  }

  private spawn(): void {
    const { place } = this
    if (!place) return
    const child = this.deps.fork()
    this.child = child
    this.startedAt = this.now()
    child.on('message', (message) => {
      const report = readMediaReport(message)
      if (report && this.child === child) this.receive(report)
    })
    child.on('exit', (code) => {
      if (this.child === child) this.exited(code)
    })
    this.send({ kind: 'expect', streams: this.streams })
    this.send({ kind: 'listen', ...place })
    this.lose()
  }

  private exited(code: number): void {
    this.child = undefined
    if (this.now() - this.startedAt > SETTLED_MS) this.pause = FIRST_PAUSE_MS
    this.fail('ingest-crashed', String(code))
    this.later(() => {
      this.become({ kind: 'starting' })
      this.spawn()
    })
  }

  private receive(report: MediaReport): void {
    if (report.kind === 'listening') {
      this.become({ kind: 'listening', port: report.port })
    } else if (report.kind === 'listen-failed') {
      this.fail(report.code, report.detail)
      // Somebody else may free the port; the process itself is well.
      this.later(() => this.place && this.send({ kind: 'listen', ...this.place }))
    } else if (report.kind === 'closed') {
      this.subscriptions.delete(report.subscription)
    }
    for (const listener of this.reports) listener(report)
  }

  private later(act: () => void): void {
    this.cancel()
    this.cancel = this.schedule(this.pause, act)
    this.pause = Math.min(this.pause * 2, LAST_PAUSE_MS)
  }

  private fail(code: FaultCode, detail: string): void {
    this.become({ kind: 'failed', fault: { code, at: this.now(), detail } })
  }

  private lose(): void {
    const lost = [...this.subscriptions]
    this.subscriptions.clear()
    if (lost.length > 0) for (const listener of this.losses) listener(lost)
  }

  private send(request: MediaRequest): void {
    this.child?.postMessage(request)
  }

  private become(state: IngestState): void {
    this.current = state
    for (const listener of this.states) listener(state)
  }
}
