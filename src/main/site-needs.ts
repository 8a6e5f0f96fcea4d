import type { ChildProcess } from 'node:child_process'
import type { EventName, Events } from '@shared/contract'
import type { Fault } from '@shared/fault'
import type { SecretName, Settings } from '@shared/settings'
import type { IngestProtocol } from '@shared/stream'

/** What a run of a site is given by the app around it. */
export interface SiteNeeds {
  /** Folder for what is kept of docks. */
  folder: string
  cloud(): Settings['cloud']
  secret(name: SecretName): string | undefined
  /** The name an operator gave a gateway, empty for none. */
  callsign(gatewaySn: string): string
  /** Port docks are told to push to; 0 for the one that ingest listens on. */
  advertisedPort(protocol: IngestProtocol): number
  fault(fault: Fault): void
  /** Tells every window. */
  tell: <E extends EventName>(event: E, value: Events[E]) => void
  /** Milliseconds since the epoch. */
  now: () => number
  /** Calls back once after `ms`; gives the way to call it off. */
  schedule: (callback: () => void, ms: number) => () => void
}

/** Starts this same program with other switches. */
export type SpawnSelf = (args: string[], env: Record<string, string>) => ChildProcess
