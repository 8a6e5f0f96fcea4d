import { isSerialNumber } from './serial-number'

/** MQTT topics between devices and their cloud (DJI: topic definition, the same for docks and RCs). */

const UP = {
  osd: 'osd',
  state: 'state',
  services_reply: 'services_reply',
  events: 'events',
  requests: 'requests',
  status: 'status',
  'property/set_reply': 'property_set_reply',
  'drc/up': 'drc_up',
} as const
export type TopicKind = (typeof UP)[keyof typeof UP]

const DOWN = {
  services: 'services',
  events_reply: 'events_reply',
  requests_reply: 'requests_reply',
  status_reply: 'status_reply',
  'property/set': 'property_set',
} as const
export type DownTopicKind = (typeof DOWN)[keyof typeof DOWN]

export interface ParsedTopic {
  kind: TopicKind
  /** The device in the topic: gateway or, for osd and state, also an aircraft. */
  sn: string
}

const THING = 'thing/product/'
const SYS = 'sys/product/'

const split = (topic: string): { sys: boolean; sn: string; rest: string } | undefined => {
  const sys = topic.startsWith(SYS)
  if (!sys && !topic.startsWith(THING)) return undefined
  const start = sys ? SYS.length : THING.length
  const end = topic.indexOf('/', start)
  if (end < 0) return undefined
  const sn = topic.slice(start, end)
  return isSerialNumber(sn) ? { sys, sn, rest: topic.slice(end + 1) } : undefined
}

const own = <T extends object>(table: T, key: string): T[keyof T] | undefined =>
  Object.hasOwn(table, key) ? table[key as keyof T] : undefined

/**
 * Reads a topic that a device publishes to. Some RC pages print `thing/…/status` for the topology,
 * so that form is taken as well. Undefined for any other topic and for a malformed serial number.
 */
export const parseTopic = (topic: string): ParsedTopic | undefined => {
  const parts = split(topic)
  const kind = parts && own(UP, parts.rest)
  if (!parts || !kind || (parts.sys && kind !== 'status')) return undefined
  return { kind, sn: parts.sn }
}

/** Reads a topic that a device listens to; undefined for any other. */
export const parseDownTopic = (topic: string): { kind: DownTopicKind; sn: string } | undefined => {
  const parts = split(topic)
  const kind = parts && own(DOWN, parts.rest)
  if (!parts || !kind || parts.sys !== (kind === 'status_reply')) return undefined
  return { kind, sn: parts.sn }
}

export const servicesTopic = (sn: string): string => `${THING}${sn}/services`
export const requestsReplyTopic = (sn: string): string => `${THING}${sn}/requests_reply`
export const eventsReplyTopic = (sn: string): string => `${THING}${sn}/events_reply`
export const statusReplyTopic = (sn: string): string => `${SYS}${sn}/status_reply`
export const propertySetTopic = (sn: string): string => `${THING}${sn}/property/set`

export const osdTopic = (sn: string): string => `${THING}${sn}/osd`
export const stateTopic = (sn: string): string => `${THING}${sn}/state`
export const statusTopic = (sn: string): string => `${SYS}${sn}/status`
export const requestsTopic = (sn: string): string => `${THING}${sn}/requests`
export const eventsTopic = (sn: string): string => `${THING}${sn}/events`
export const servicesReplyTopic = (sn: string): string => `${THING}${sn}/services_reply`

export interface Subscription {
  topic: string
  qos: 0 | 1
}

/** What a station listens to. A lost osd is replaced two seconds later; nothing else is. */
export const STATION_SUBSCRIPTIONS: readonly Subscription[] = [
  { topic: statusTopic('+'), qos: 1 },
  { topic: `${THING}+/status`, qos: 1 },
  { topic: requestsTopic('+'), qos: 1 },
  { topic: eventsTopic('+'), qos: 1 },
  { topic: servicesReplyTopic('+'), qos: 1 },
  { topic: stateTopic('+'), qos: 1 },
  { topic: `${THING}+/property/set_reply`, qos: 1 },
  { topic: `${THING}+/drc/up`, qos: 1 },
  { topic: osdTopic('+'), qos: 0 },
]

/** What a gateway listens to. */
export const gatewaySubscriptions = (sn: string): readonly Subscription[] =>
  [
    servicesTopic(sn),
    requestsReplyTopic(sn),
    eventsReplyTopic(sn),
    statusReplyTopic(sn),
    propertySetTopic(sn),
  ].map((topic) => ({ topic, qos: 1 }))
