import { isJsonObject } from '@protocol/dji/field-reader'
import {
  parseLiveCapacity,
  writeLiveCapacity,
  type LiveCapacity,
} from '@protocol/dji/live-capacity'
import { isSerialNumber } from '@protocol/dji/serial-number'

/** What is remembered of a gateway, because docks tell it only when it changes. */
export interface KeptGateway {
  sn: string
  modelKey: string | undefined
  aircraft: { sn: string; modelKey: string | undefined } | undefined
  capacity: LiveCapacity
}

const VERSION = 1
const MAX_KEY = 32

/** The text of one gateway's file; its capacity is written as DJI writes it. */
export const writeCapacityFile = (kept: KeptGateway): string =>
  JSON.stringify({
    version: VERSION,
    sn: kept.sn,
    model: kept.modelKey,
    aircraft: kept.aircraft && { sn: kept.aircraft.sn, model: kept.aircraft.modelKey },
    live_capacity: writeLiveCapacity(kept.capacity),
  })

const modelKey = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= MAX_KEY ? value : undefined

/** Reads one gateway's file; undefined when it is broken or belongs to another gateway. */
export const parseCapacityFile = (text: string, sn: string): KeptGateway | undefined => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isJsonObject(json) || json['version'] !== VERSION || json['sn'] !== sn) return undefined
  const parsed = parseLiveCapacity(json['live_capacity'])
  if (!parsed) return undefined
  const said = json['aircraft']
  const aircraftSn = isJsonObject(said) ? said['sn'] : undefined
  const aircraft =
    isJsonObject(said) && typeof aircraftSn === 'string' && isSerialNumber(aircraftSn)
      ? { sn: aircraftSn, modelKey: modelKey(said['model']) }
      : undefined
  return { sn, modelKey: modelKey(json['model']), aircraft, capacity: parsed.capacity }
}
