import { contextBridge, ipcRenderer } from 'electron'
import { CHANNELS } from '@shared/channels'
import type { Bridge } from '@shared/contract'

const bridge: Bridge = {
  request: (name, input) => ipcRenderer.invoke(CHANNELS.request, name, input),
  subscribe(listener) {
    const heard = (_event: unknown, name: string, value: unknown): void => listener(name, value)
    ipcRenderer.on(CHANNELS.event, heard)
    return () => ipcRenderer.off(CHANNELS.event, heard)
  },
}

// A port cannot cross the context bridge; it goes to the page as a message to itself.
ipcRenderer.on(CHANNELS.port, (event, subscription: string) => {
  window.postMessage({ kind: CHANNELS.port, subscription }, '*', event.ports)
})

contextBridge.exposeInMainWorld('dockwall', bridge)
