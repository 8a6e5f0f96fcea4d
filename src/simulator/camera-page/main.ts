import { servePublishers } from './publishers'

// The worker paints and encodes: drawing must not share a thread with anything.
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const [cameras, publishers] = event.ports
  if (event.source !== window || event.data !== 'cameras') return
  if (cameras !== undefined) worker.postMessage('cameras', [cameras])
  if (publishers !== undefined) servePublishers(publishers, worker)
})
