import type { MediaRequest } from '@shared/media-contract'
import { MediaService } from './media-service'

const SECOND = 1000
const { parentPort } = process

const service = new MediaService((report) => parentPort.postMessage(report), Date.now)
const ticking = setInterval(() => service.tick(), SECOND)

parentPort.on('message', ({ data, ports }) => {
  // Only main holds the other end of this port, and both sides compile the same contract.
  const request = data as MediaRequest
  void service.request(request, ports[0]).then(() => {
    if (request.kind !== 'stop') return
    clearInterval(ticking)
    process.exit(0)
  })
})
