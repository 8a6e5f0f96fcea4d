import type { DemoFaultOn } from './demo-fault'
import type { Fault } from './fault'
import type { MediaServerKind } from './media-templates'
import type { IngestProtocol } from './stream'

/** The MQTT link between main and the broker. Times are milliseconds since the epoch. */
export type LinkState =
  | { kind: 'off' }
  /** `since` is when the link was lost; `fault` is why the try before this one failed. */
  | { kind: 'connecting'; since: number; fault?: Fault }
  | { kind: 'up'; since: number }
  /** `since` is when the outage began, however often it was tried since. */
  | { kind: 'down'; since: number; retryAt: number; attempt: number; fault: Fault }

/**
 * The media process and one of its listeners, or a media server of others: `starting` until it was
 * asked for a stream, then `listening` (without a port) while it answers.
 */
export type IngestState =
  | { kind: 'off' }
  | { kind: 'starting' }
  | { kind: 'listening'; port?: number }
  | { kind: 'failed'; fault: Fault }

/** The media server docks push to and pictures are fetched from, when it is not the one in this app. */
export interface MediaServerFacts {
  kind: Exclude<MediaServerKind, 'none'>
  /** As this station reaches it. */
  host: string
  /** Where docks are sent, with `…` for the name of the stream: holds no secret. */
  publish: Partial<Record<IngestProtocol, string>>
}

export type SiteMode = 'none' | 'demo' | 'embedded' | 'external'

/** Everything about the site that is not one device or one stream. */
export interface SiteState {
  /** `none` until somebody has chosen; then the first screen is the choice. */
  mode: SiteMode
  link: LinkState
  /** RTMP, and the media process itself. */
  ingest: IngestState
  /** WHIP; absent where it is turned off. RTMP goes on when it fails. */
  whip?: IngestState
  /** Set when a media server of others is used: then `ingest` is its state, and there is no `whip`. */
  mediaServer?: MediaServerFacts
  /** The embedded broker's port, or undefined when it does not run. */
  brokerPort?: number
  /** Addresses at which docks can reach this computer, best first. */
  addresses: string[]
  /**
   * Serial number → how far a dock has come in its set-up since the site was started: it asked
   * something of this station, was given the licence (`config`), was told that it is bound. Absent
   * where nobody watches it.
   */
  onboarding?: Record<string, 'connected' | 'licence' | 'bound'>
  /** In the demo: what operators have let go wrong with its docks. */
  demoFaults?: DemoFaultOn[]
  /** Faults that concern the whole site, newest last, at most 20. */
  faults: Fault[]
}
