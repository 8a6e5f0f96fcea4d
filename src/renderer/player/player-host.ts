import { lookAtPicture } from './look-at-picture'
import { openSink } from './open-sink'
import { PictureRound } from './picture-round'
import type { WorkerReport, WorkerRequest } from './player-protocol'
import { StreamPlayer, type StreamPlayerDeps } from './stream-player'

type PlayerClocks = Pick<StreamPlayerDeps, 'now' | 'wall'>

/** All streams of one window: what the worker does with the window's requests. */
export class PlayerHost {
  readonly #players = new Map<string, StreamPlayer>()
  readonly #clocks: PlayerClocks
  readonly #round: PictureRound
  readonly #report: (report: WorkerReport) => void

  constructor(clocks: PlayerClocks, report: (report: WorkerReport) => void) {
    this.#clocks = clocks
    this.#round = new PictureRound(() => clocks.now())
    this.#report = report
  }

  receive(request: WorkerRequest): void {
    if (request.kind === 'screen') {
      this.#round.software = request.software
      return
    }
    const { videoId } = request
    switch (request.kind) {
      case 'port':
        this.#player(videoId).open(request.port)
        break
      case 'unport':
        this.#players.get(videoId)?.unport()
        break
      case 'sink':
        this.#player(videoId).screen.add(request.sink, openSink(request.target))
        break
      case 'unsink':
        this.#players.get(videoId)?.screen.remove(request.sink)
        break
      case 'forget':
        this.#players.get(videoId)?.close()
        this.#players.delete(videoId)
        break
      case 'snapshot':
        void this.#snapshot(videoId, request.snapshot)
    }
  }

  /** Look after the decoders; call it a few times a second. */
  watch(): void {
    for (const player of this.#players.values()) player.watch()
  }

  /** Tell the window what was seen; call it each second. */
  reportSights(): void {
    const sights = [...this.#players].map(([videoId, player]) => ({
      videoId,
      sight: player.sight(),
    }))
    this.#report({ kind: 'sights', sights })
  }

  #player(videoId: string): StreamPlayer {
    const known = this.#players.get(videoId)
    if (known) return known
    const player = new StreamPlayer({
      ...this.#clocks,
      look: lookAtPicture,
      onTurn: (show) => this.#round.join(videoId, show),
      lost: () => this.#report({ kind: 'lost', videoId }),
    })
    this.#players.set(videoId, player)
    return player
  }

  async #snapshot(videoId: string, snapshot: number): Promise<void> {
    const png = await this.#players
      .get(videoId)
      ?.screen.snapshot()
      .catch(() => undefined)
    this.#report({ kind: 'snapshot', snapshot, ...(png && { png }) })
  }
}
