import { PlayerHost } from './player-host'
import type { WorkerRequest } from './player-protocol'

/** The one worker of a window: it takes units off their ports and puts pictures on the screen. */
const clocks = { now: () => performance.now(), wall: Date.now }
const host = new PlayerHost(clocks, (report) => self.postMessage(report))

self.addEventListener('message', (event: MessageEvent<WorkerRequest>) => host.receive(event.data))
setInterval(() => host.watch(), 250)
setInterval(() => host.reportSights(), 1000)
