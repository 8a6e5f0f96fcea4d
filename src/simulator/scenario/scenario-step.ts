import type { FaultName } from '../fault-switches'

/** One fault at a time of a scenario. */
export interface ScenarioStep {
  /** Seconds from the start. */
  at: number
  /** Number of the dock from 1, or its serial number; undefined for all. */
  dock?: number | string
  fault: FaultName
  /** Checked; undefined switches the fault off. */
  value: string | undefined
  /** Seconds until it is switched off again; undefined for never. */
  lasts?: number
}
