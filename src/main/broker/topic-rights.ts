import { isSerialNumber } from '@protocol/dji/serial-number'

/** Who a connection signed in as. */
export type Account =
  { kind: 'station' } | { kind: 'shared'; name: string } | { kind: 'dock'; sn: string }

const TOPIC = /^(thing|sys)\/product\/([^/]+)\/(.+)$/
const MAX_TOPIC = 256

/** Topics from the cloud to a device; no device ever publishes to one. */
const DOWN = new Set([
  'services',
  'events_reply',
  'requests_reply',
  'status_reply',
  'state_reply',
  'property/set',
  'drc/down',
])
/** What an aircraft says under its own serial number. */
const OF_AIRCRAFT = new Set(['osd', 'state'])

export interface DeviceTopic {
  sys: boolean
  sn: string
  /** What follows the serial number. */
  rest: string
}

/** Takes a topic or filter apart; undefined when it belongs to no one device. */
export const deviceTopic = (topic: string): DeviceTopic | undefined => {
  const [, root, sn, rest] = topic.length <= MAX_TOPIC ? (TOPIC.exec(topic) ?? []) : []
  if (sn === undefined || rest === undefined || !isSerialNumber(sn)) return undefined
  return { sys: root === 'sys', sn, rest }
}

/**
 * Whether an account may publish. A dock: what devices say, under its own serial number, and osd and
 * state of aircraft it has announced. The shared account: what devices say, under any. The station:
 * everything.
 */
export const mayPublish = (
  account: Account,
  topic: DeviceTopic | undefined,
  announced: (gatewaySn: string, aircraftSn: string) => boolean,
): boolean => {
  if (account.kind === 'station') return true
  if (topic === undefined) return false
  if (topic.sys ? topic.rest !== 'status' : DOWN.has(topic.rest)) return false
  if (account.kind === 'shared' || topic.sn === account.sn) return true
  return !topic.sys && OF_AIRCRAFT.has(topic.rest) && announced(account.sn, topic.sn)
}

/**
 * Whether an account may read what a filter or topic names. A dock: below its own serial number. The
 * shared account: below any one serial number, never across several.
 */
export const mayRead = (account: Account, filter: string): boolean => {
  if (account.kind === 'station') return true
  const topic = deviceTopic(filter)
  return topic !== undefined && (account.kind === 'shared' || topic.sn === account.sn)
}
