import type { MediaRequest } from '@shared/media-contract'

/** The few methods needed of Electron's UtilityProcess; `P` is its port, MessagePortMain. */
export interface MediaChild<P> {
  postMessage(message: MediaRequest, ports?: P[]): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  /** Undefined before it runs and after its end. */
  readonly pid: number | undefined
}

/** A port of a player, given to the media process or closed. */
export interface PlayerPort {
  close(): void
}

/** Calls `act` after `ms`; gives the way to call it off. */
export type Schedule = (act: () => void, ms: number) => () => void
