import type { FaultCode } from '@shared/fault'
import type { MediaReport, MediaRequest, OutletFormat } from '@shared/media-contract'
import type { Pull } from '@shared/media-server'
import type { IngestState } from '@shared/site'
import type { MediaChild, PlayerPort, Schedule } from './media-child'
import { readMediaReport } from './media-report'
import { SilenceWatch } from './silence-watch'
import { WhipListener } from './whip-listener'
import { createLogger } from '../log/create-logger'

export interface MediaProcessDeps<P extends PlayerPort> {
  /** Starts the media process; integrators pass Electron's `utilityProcess.fork`. */
  fork: () => MediaChild<P>
  /** Ends a process that does not listen any more. */
  kill: (pid: number) => void
  now: () => number
  schedule: Schedule
}

interface ListenPlace {
  host: string
  port: number
}

const log = createLogger('media')
type Listener<T> = (value: T) => void

const FIRST_PAUSE_MS = 200
const LAST_PAUSE_MS = 10_000
/** A process that lived this long was not in a crash loop. */
const SETTLED_MS = 10_000
const STOP_MS = 1000

/**
 * Main's side of the media process: starts it, keeps it alive with growing pauses and tells it again
 * what it must know after a restart. Players see their ports close and open new ones themselves.
 */
export class MediaProcess<P extends PlayerPort> {
  /** The second way in, in the same process, with a state of its own. */
  readonly whip: WhipListener
  private child: MediaChild<P> | undefined
  private wanted = false
  private place: ListenPlace | undefined
  private pulls: MediaRequest & { kind: 'pull' } = { kind: 'pull', pulls: [] }
  private streams: { stream: string; key: string }[] = []
  private current: IngestState = { kind: 'off' }
  private startedAt = 0
  private pause = FIRST_PAUSE_MS
  private cancel: () => void = () => {}
  private hung = false
  private readonly watch: SilenceWatch
  private readonly states = new Set<Listener<IngestState>>()
  private readonly reports = new Set<Listener<MediaReport>>()

  constructor(private readonly deps: MediaProcessDeps<P>) {
    this.watch = new SilenceWatch(deps.schedule, () => this.silent())
    this.whip = new WhipListener({ ...deps, send: (request) => this.send(request) })
  }

  get state(): IngestState {
    return this.current
  }

  /**
   * Listens at a place, starting the process when it does not run; called again it moves. Without a
   * place it only runs, and its state is `listening`, without a port, from its first word.
   */
  start(place?: ListenPlace): void {
    this.wanted = true
    this.place = place
    this.cancel()
    this.pause = FIRST_PAUSE_MS
    this.become({ kind: 'starting' })
    if (!this.child) this.spawn()
    else if (place) this.send({ kind: 'listen', ...place })
  }

  /** Ends the process, asked first, killed when it does not listen; resolves when it is gone. */
  stop(): Promise<void> {
    this.cancel()
    this.watch.end()
    this.wanted = false
    const { child } = this
    this.child = undefined
    this.become({ kind: 'off' })
    this.whip.pause('off')
    if (!child) return Promise.resolve()
    const spare = this.deps.schedule(() => this.kill(child), STOP_MS)
    return new Promise((gone) => {
      child.on('exit', () => {
        spare()
        gone()
      })
      child.postMessage({ kind: 'stop' })
    })
  }

  /** Which streams may be published, with their keys; told again after each restart. */
  expect(streams: { stream: string; key: string }[]): void {
    this.streams = streams
    this.send({ kind: 'expect', streams })
  }

  /** Which streams are fetched from other servers, all of them; told again after each restart. */
  pull(pulls: Pull[], ffmpeg = ''): void {
    this.pulls = { kind: 'pull', pulls, ...(ffmpeg === '' ? {} : { ffmpeg }) }
    this.send(this.pulls)
  }

  /** Fetches a stream now that waits for its next try. */
  pullAgain(stream: string): void {
    this.send({ kind: 'pull-again', stream })
  }

  /** Gives a player's port to the media process; while there is none, the port is closed. */
  open(request: { subscription: string; stream: string; format: OutletFormat }, port: P): void {
    if (this.child) this.child.postMessage({ kind: 'open', ...request }, [port])
    else port.close()
  }

  /** Told each new state. Gives its off-switch, as the next one does. */
  onState(listener: Listener<IngestState>): () => void {
    this.states.add(listener)
    return () => this.states.delete(listener)
  }

  onReport(listener: Listener<MediaReport>): () => void {
    this.reports.add(listener)
    return () => this.reports.delete(listener)
  }

  private spawn(): void {
    const { place } = this
    if (!this.wanted) return
    const child = this.deps.fork()
    this.child = child
    this.startedAt = this.deps.now()
    this.hung = false
    this.watch.begin()
    child.on('message', (message) => {
      const report = readMediaReport(message)
      if (report && this.child === child) this.receive(report)
    })
    child.on('exit', (code) => {
      if (this.child === child) this.exited(code)
    })
    this.send({ kind: 'expect', streams: this.streams })
    if (place) this.send({ kind: 'listen', ...place })
    if (this.pulls.pulls.length > 0) this.send(this.pulls)
    this.whip.resume()
  }

  /** It lives and does nothing: its end is met like any other. */
  private silent(): void {
    log.error('the media process says nothing any more and is ended')
    this.hung = true
    if (this.child !== undefined) this.kill(this.child)
  }

  private kill({ pid }: MediaChild<P>): void {
    if (pid !== undefined) this.deps.kill(pid)
  }

  private exited(code: number): void {
    this.child = undefined
    this.watch.end()
    this.whip.pause('starting')
    if (this.deps.now() - this.startedAt > SETTLED_MS) this.pause = FIRST_PAUSE_MS
    this.fail('ingest-crashed', this.hung ? 'timeout' : String(code))
    this.later(() => {
      this.become({ kind: 'starting' })
      this.spawn()
    })
  }

  private receive(report: MediaReport): void {
    this.watch.heard()
    if (!this.place && this.current.kind === 'starting') this.become({ kind: 'listening' })
    const elsewhere = 'ingest' in report && report.ingest === 'whip'
    if (elsewhere) {
      this.whip.receive(report)
    } else if (report.kind === 'listening') {
      this.become({ kind: 'listening', port: report.port })
    } else if (report.kind === 'listen-failed') {
      this.fail(report.code, report.detail)
      // Somebody else may free the port; the process itself is well.
      this.later(() => this.place && this.send({ kind: 'listen', ...this.place }))
    }
    for (const listener of this.reports) listener(report)
  }

  private later(act: () => void): void {
    this.cancel()
    this.cancel = this.deps.schedule(act, this.pause)
    this.pause = Math.min(this.pause * 2, LAST_PAUSE_MS)
  }

  private fail(code: FaultCode, detail: string): void {
    const { current } = this
    // Tried again in vain it is still the same failure, with its beginning.
    const same = current.kind === 'failed' && current.fault.code === code
    const at = same ? current.fault.at : this.deps.now()
    this.become({ kind: 'failed', fault: { code, at, detail } })
  }

  private send(request: MediaRequest): void {
    this.child?.postMessage(request)
  }

  private become(state: IngestState): void {
    this.current = state
    for (const listener of this.states) listener(state)
  }
}
