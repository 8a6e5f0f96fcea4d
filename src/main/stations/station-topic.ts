import { createHash } from 'node:crypto'

const ID = /^[A-Za-z0-9_.-]{1,64}$/
const TOPIC = /^dockwall\/stations\/([A-Za-z0-9_.-]{1,64})\/wishes$/

/**
 * What a station listens to besides the docks: every station's wishes, its own with them. Nothing is
 * queued for a station that is away: what it missed is void, and the newest is kept for it anyway.
 */
export const STATIONS_SUBSCRIPTION = { topic: 'dockwall/stations/+/wishes', qos: 0 } as const

/**
 * The id of a station, from its MQTT client id, of which a broker takes each only once. A client id
 * that does not fit into a topic gives another text, always the same.
 */
export const stationId = (clientId: string): string =>
  ID.test(clientId)
    ? clientId
    : `station-${createHash('sha256').update(clientId).digest('hex').slice(0, 16)}`

/** Where a station keeps its wishes. */
export const stationTopic = (id: string): string => `dockwall/stations/${id}/wishes`

/** Whose wishes a topic holds; undefined for any other topic. */
export const stationOf = (topic: string): string | undefined => TOPIC.exec(topic)?.[1]
