import type { CapacityDevice, LiveCapacity } from '@protocol/dji/live-capacity'
import type { ReportedStream } from '@shared/fleet'

/** A value from a message that repeats, with its own time of arrival. */
export interface Timed<T> {
  value: T
  at: number
}

export interface AircraftFacts {
  sn: string
  modelKey: string | undefined
  online: boolean
  /** When `online` last changed. */
  since: number
  battery: Timed<number> | undefined
  modeCode: Timed<number> | undefined
  bestLinkGateway: string | undefined
  /** Cameras it named in its own telemetry, by payload index. */
  payloads: readonly string[]
}

/**
 * What one gateway and its aircraft have said, merged. Never changed in place: a message makes a
 * new one that shares all it did not touch.
 */
export interface GatewayFacts {
  sn: string
  /** Grows with each change that a window shows. */
  revision: number
  /** First arrival in this run; 0 when known only from disk. */
  firstSeen: number
  modelKey: string | undefined
  /** True when it reported what only docks report. */
  looksLikeDock: boolean
  aircraft: AircraftFacts | undefined
  capacity: LiveCapacity | undefined
  /** False while the capacity comes from disk. */
  capacityFresh: boolean
  /** The aircraft's cameras, kept while the gateway does not list them. */
  kept: CapacityDevice | undefined
  /** True once the gateway has been heard long enough without telling its cameras. */
  assume: boolean
  streams: readonly ReportedStream[]
  modeCode: Timed<number> | undefined
  remainUpload: Timed<number> | undefined
}

/** A gateway of which nothing is known but its serial number. */
export const newFacts = (sn: string, at: number): GatewayFacts => ({
  sn,
  revision: 0,
  firstSeen: at,
  modelKey: undefined,
  looksLikeDock: false,
  aircraft: undefined,
  capacity: undefined,
  capacityFresh: false,
  kept: undefined,
  assume: false,
  streams: [],
  modeCode: undefined,
  remainUpload: undefined,
})

/** A copy with fields changed in a way that windows show. */
export const shown = (facts: GatewayFacts, change: Partial<GatewayFacts>): GatewayFacts => ({
  ...facts,
  ...change,
  revision: facts.revision + 1,
})
