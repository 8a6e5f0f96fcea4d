import { on, request } from '../bridge'
import { openStream } from './open-stream'
import type { WorkerRequest } from './player-protocol'
import { PlayerWindow } from './player-window'

let player: PlayerWindow | undefined

function create(): PlayerWindow {
  const created = new PlayerWindow({
    createWorker,
    openStream: (videoId) => openStream(videoId, 'units'),
  })
  const look = (): void => created.setVisible(document.visibilityState === 'visible')
  look()
  document.addEventListener('visibilitychange', look)
  setInterval(() => created.watch(), 1000)
  on('site.changed', ({ ingest }) => created.setIngest(ingest))
  void request('site.get', undefined).then(({ ingest }) => created.setIngest(ingest))
  return created
}

/** The players of this window, made at first use. */
export const thisWindow = (): PlayerWindow => (player ??= create())

function createWorker(): Worker {
  const worker = new Worker(new URL('./player-worker.ts', import.meta.url), {
    type: 'module',
    name: 'player',
  })
  const say = (message: WorkerRequest): void => worker.postMessage(message)
  void request('app.get', undefined).then(({ softwareScreen: software }) =>
    say({ kind: 'screen', software }),
  )
  return worker
}
