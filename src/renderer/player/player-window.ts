import type { IngestState } from '@shared/site'
import type { OpenedStream } from './open-stream'
import type { Sight, SinkTarget, WorkerReport, WorkerRequest } from './player-protocol'
import { StreamFeed } from './stream-feed'

/** One tile that shows a stream. */
export interface TileScreen {
  /** A fresh place for pictures; asked for again when the worker had to be replaced. */
  makeTarget(): SinkTarget
  /** Called about once a second while the window is visible. */
  seen(sight: Sight): void
}

export type PlayerWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>

export interface PlayerWindowDeps {
  createWorker(): PlayerWorker
  openStream(videoId: string): Promise<OpenedStream>
}

interface WindowStream {
  feed: StreamFeed
  tiles: Map<string, TileScreen>
  /** Set while no tile shows the stream. */
  leaving?: ReturnType<typeof setTimeout>
}

/** A tile that moves in the wall goes and comes again; its stream stays for so long. */
const LEAVE_AFTER_MS = 1000
/** Signs of life that a worker may miss, one a second. */
const MISSED_LIMIT = 5
const SNAPSHOT_DEADLINE_MS = 5000

/**
 * The window's side of its players: one worker, one subscription per stream however many tiles show
 * it. Replaces a worker that died and opens streams again whose ports were lost.
 */
export class PlayerWindow {
  readonly #deps: PlayerWindowDeps
  readonly #streams = new Map<string, WindowStream>()
  readonly #snapshots = new Map<number, (png: Blob | undefined) => void>()
  #worker: PlayerWorker | undefined
  #missed = 0
  #visible = true
  #ingest: IngestState | undefined
  #count = 0

  constructor(deps: PlayerWindowDeps) {
    this.#deps = deps
  }

  /** Show a stream on one more tile. Gives back how to stop. */
  show(videoId: string, tile: TileScreen): () => void {
    const stream = this.#stream(videoId)
    const sink = `${this.#count++}`
    clearTimeout(stream.leaving)
    stream.tiles.set(sink, tile)
    this.#sendSink(videoId, sink, tile)
    if (this.#visible) stream.feed.start()
    return () => {
      if (!stream.tiles.delete(sink)) return
      this.#send({ kind: 'unsink', videoId, sink })
      if (stream.tiles.size > 0) return
      stream.leaving = setTimeout(() => this.#forget(videoId, stream), LEAVE_AFTER_MS)
    }
  }

  /** The picture on screen as PNG at its full size; undefined when there is none. */
  snapshot(videoId: string): Promise<Blob | undefined> {
    const snapshot = this.#count++
    return new Promise((resolve) => {
      const deadline = setTimeout(() => finish(undefined), SNAPSHOT_DEADLINE_MS)
      const finish = (png: Blob | undefined): void => {
        clearTimeout(deadline)
        this.#snapshots.delete(snapshot)
        resolve(png)
      }
      this.#snapshots.set(snapshot, finish)
      this.#send({ kind: 'snapshot', videoId, snapshot })
    })
  }

  /** A hidden window takes no pictures; shown again it is live by the hub's group of pictures. */
  setVisible(visible: boolean): void {
    if (visible === this.#visible) return
    this.#visible = visible
    for (const [videoId, { feed }] of this.#streams) {
      if (visible) feed.start()
      else {
        feed.stop()
        this.#send({ kind: 'unport', videoId })
      }
    }
  }

  /** What main says about the media process. */
  setIngest(ingest: IngestState): void {
    this.#ingest = ingest
    for (const { feed } of this.#streams.values()) feed.setIngest(ingest)
  }

  /** Call it each second: finds a worker that gives no sign of life. */
  watch(): void {
    if (this.#worker && ++this.#missed > MISSED_LIMIT) this.#replaceWorker()
  }

  #stream(videoId: string): WindowStream {
    const known = this.#streams.get(videoId)
    if (known) return known
    const feed = new StreamFeed({
      open: () => this.#deps.openStream(videoId),
      deliver: (port) => this.#send({ kind: 'port', videoId, port }, [port]),
    })
    if (this.#ingest) feed.setIngest(this.#ingest)
    const stream = { feed, tiles: new Map() }
    this.#streams.set(videoId, stream)
    return stream
  }

  #forget(videoId: string, stream: WindowStream): void {
    stream.feed.stop()
    this.#streams.delete(videoId)
    this.#send({ kind: 'forget', videoId })
  }

  #sendSink(videoId: string, sink: string, tile: TileScreen): void {
    const target = tile.makeTarget()
    const handover = target.kind === 'track' ? target.writable : target.canvas
    this.#send({ kind: 'sink', videoId, sink, target }, [handover])
  }

  #send(request: WorkerRequest, transfer: Transferable[] = []): void {
    this.#worker ??= this.#createWorker()
    this.#worker.postMessage(request, transfer)
  }

  #createWorker(): PlayerWorker {
    const worker = this.#deps.createWorker()
    this.#missed = 0
    worker.addEventListener('message', (event) => {
      const { data } = event as MessageEvent<WorkerReport>
      if (worker === this.#worker) this.#receive(data)
    })
    return worker
  }

  #replaceWorker(): void {
    this.#worker?.terminate()
    this.#worker = undefined
    for (const finish of [...this.#snapshots.values()]) finish(undefined)
    for (const [videoId, { feed, tiles }] of this.#streams) {
      for (const [sink, tile] of tiles) this.#sendSink(videoId, sink, tile)
      feed.lost()
    }
  }

  #receive(report: WorkerReport): void {
    if (report.kind === 'snapshot') this.#snapshots.get(report.snapshot)?.(report.png)
    else if (report.kind === 'lost') this.#streams.get(report.videoId)?.feed.lost()
    else {
      this.#missed = 0
      if (!this.#visible) return
      for (const { videoId, sight } of report.sights) {
        const stream = this.#streams.get(videoId)
        const fault = sight.fault ?? stream?.feed.fault
        stream?.tiles.forEach((tile) => tile.seen({ ...sight, ...(fault && { fault }) }))
      }
    }
  }
}
