import { ipcRenderer } from 'electron'

ipcRenderer.on('cameras', (event) => {
  const hand = (): void => window.postMessage('cameras', '*', [...event.ports])
  if (document.readyState === 'complete') hand()
  else window.addEventListener('load', hand, { once: true })
})
