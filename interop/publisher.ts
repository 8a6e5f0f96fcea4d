/** A WHIP publisher that is not ours. */
export interface Publisher {
  name: string
  /** Whether it makes a key picture when it is asked for one. */
  heedsKeyDemand: boolean
  /** How it goes: it says DELETE, or it is killed and only the silence tells. */
  leaves: 'delete' | 'silence'
  /** Its version, or what has to be installed before it can run here. */
  look(): Promise<{ version: string } | { skipped: string }>
  /** Begins to publish H.264 to an address. */
  start(url: string): RunningPublisher
  /** Lets go of what `look` opened. */
  end?(): Promise<void>
}

export interface RunningPublisher {
  /** Goes as this publisher goes. */
  leave(): void
  /** Gone without a word, whatever it is doing. */
  kill(): void
  /** What it last said, for whoever has to find out what is wrong. */
  said(): string
}
