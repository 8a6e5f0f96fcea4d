// The page only carries the port to the worker: drawing must not share a thread with anything.
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const port = event.ports[0]
  if (event.source === window && event.data === 'cameras' && port !== undefined)
    worker.postMessage('cameras', [port])
})
