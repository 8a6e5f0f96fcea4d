import type { LiveStatusEntry } from '@protocol/dji/live-status'
import type { Properties } from '@protocol/dji/osd'
import type { Topology } from '@protocol/dji/topology'
import type { ReportedStream } from '@shared/fleet'
import { aircraftGone, aircraftHeard, aircraftLinked, aircraftPaired } from './aircraft-facts'
import { applyAircraft } from './apply-aircraft'
import { applyCapacity } from './apply-capacity'
import { shown, type GatewayFacts, type Timed } from './facts'

/** What can change a gateway's facts. `at` is always the time of arrival, our clock. */
export type FleetMessage =
  | { kind: 'topology'; topology: Topology }
  /** Properties of the gateway itself. `repeats` for osd, false for state, which is sent on change. */
  | { kind: 'gateway'; properties: Properties; repeats: boolean }
  /** Properties of an aircraft that came through the gateway. */
  | { kind: 'aircraft'; sn: string; properties: Properties }

const applyTopology = (facts: GatewayFacts, topology: Topology, at: number): GatewayFacts => {
  const modelKey = topology.modelKey ?? facts.modelKey
  const next = modelKey === facts.modelKey ? facts : shown(facts, { modelKey })
  const [linked] = topology.subDevices
  return linked ? aircraftLinked(next, linked, at) : aircraftGone(next, at)
}

const sameStream = (one: ReportedStream, other: LiveStatusEntry | undefined): boolean =>
  one.videoId === other?.videoId &&
  one.live === other.live &&
  one.quality === other.quality &&
  one.lens === other.lens &&
  one.error === other.error

/** A `live_status` names all streams of the gateway; one that is missing from it is not live. */
const applyLiveStatus = (
  facts: GatewayFacts,
  entries: readonly LiveStatusEntry[],
  arrival: { at: number; repeats: boolean },
): GatewayFacts => {
  const streams = entries.map((entry) => ({ ...entry, at: arrival.at }))
  const same =
    entries.length === facts.streams.length &&
    facts.streams.every((stream, index) => sameStream(stream, entries[index]))
  // The same said again on purpose is a fresh confirmation; the same in an osd is only the next osd.
  return same && arrival.repeats ? { ...facts, streams } : shown(facts, { streams })
}

const timed = (
  facts: GatewayFacts,
  name: 'modeCode' | 'remainUpload',
  next: Timed<number>,
): GatewayFacts =>
  facts[name]?.value === next.value ? { ...facts, [name]: next } : shown(facts, { [name]: next })

const applyGateway = (
  before: GatewayFacts,
  message: Extract<FleetMessage, { kind: 'gateway' }>,
  at: number,
): GatewayFacts => {
  const { properties, repeats } = message
  const { subDevice, modeCode, remainUpload, capacity, liveStatus } = properties
  let facts = before
  if (properties.dock && !facts.looksLikeDock) facts = shown(facts, { looksLikeDock: true })
  if (modeCode !== undefined) facts = timed(facts, 'modeCode', { value: modeCode, at })
  if (remainUpload !== undefined) facts = timed(facts, 'remainUpload', { value: remainUpload, at })
  if (subDevice) {
    if (subDevice.online === true) facts = aircraftHeard(facts, subDevice, at)
    else {
      if (subDevice.online === false) facts = aircraftGone(facts, at)
      facts = aircraftPaired(facts, subDevice, at)
    }
  }
  if (capacity) facts = applyCapacity(facts, capacity, at)
  return liveStatus ? applyLiveStatus(facts, liveStatus, { at, repeats }) : facts
}

/**
 * The facts after a message. The same object when it changed nothing; the same `revision` when it
 * changed nothing a window shows. Never throws.
 */
export const apply = (facts: GatewayFacts, message: FleetMessage, at: number): GatewayFacts => {
  switch (message.kind) {
    case 'topology':
      return applyTopology(facts, message.topology, at)
    case 'gateway':
      return applyGateway(facts, message, at)
    case 'aircraft':
      return applyAircraft(facts, message, at)
  }
}
