import type { PullSource } from '../src/shared/media-server'

/** A media server that is not ours, with one stream of H.264 to fetch. */
export interface Server {
  name: string
  /** Its version, or what has to be installed before it can run here. */
  look(): Promise<{ version: string } | { skipped: string }>
  /** Where its stream is fetched. */
  source(place: ServerPlace): PullSource
  /** Starts it; again on the same place after it was killed. */
  start(place: ServerPlace): Promise<RunningServer>
}

export interface ServerPlace {
  host: string
  port: number
  /** For its files. */
  folder: string
}

export interface RunningServer {
  /** Gone without a word. */
  kill(): Promise<void>
  /** What it last said. */
  said(): string
}
