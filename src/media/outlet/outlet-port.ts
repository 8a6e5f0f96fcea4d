import type { OutletMessage } from '@shared/media-contract'

/** The few methods an outlet needs of Electron's MessagePortMain. */
export interface OutletPort {
  postMessage(message: OutletMessage): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}
