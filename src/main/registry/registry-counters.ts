import type { EnvelopeProblem } from '@protocol/dji/envelope'
import type { TopicKind } from '@protocol/dji/topics'

export type DropReason =
  | 'unknown-topic'
  | EnvelopeProblem
  | 'no-topology'
  | 'no-properties'
  | 'aircraft-without-gateway'
  | 'fleet-full'

/** What came in since the start. Only ever grows. */
export interface RegistryCounters {
  messages: Partial<Record<TopicKind, number>>
  /** Messages that were not used at all, by reason. */
  dropped: Partial<Record<DropReason, number>>
  /** Fields and list entries of used messages that had a wrong type or size. */
  droppedFields: number
}

export const newCounters = (): RegistryCounters => ({
  messages: {},
  dropped: {},
  droppedFields: 0,
})

/** Adds one under a name. */
export const count = <K extends string>(counts: Partial<Record<K, number>>, name: K): void => {
  const before: number | undefined = counts[name]
  counts[name] = (before ?? 0) + 1
}
