import { FieldReader, isJsonObject, type JsonObject } from './field-reader'
import { parseLiveCapacity, type LiveCapacity } from './live-capacity'
import { parseLiveStatus, type LiveStatusEntry } from './live-status'
import { isSerialNumber } from './serial-number'
import { isVideoIndex } from './video-id'

/** The aircraft as its dock sees it (dock osd `sub_device`). */
export interface DockedAircraft {
  sn: string
  /** `device_model_key`, for example `0-91-1`. */
  modelKey?: string
  online?: boolean
}

/**
 * What Dockwall shows of the properties in one osd or state message. A message carries any subset:
 * docks split one osd cycle over several. An absent field was not in the message.
 */
export interface Properties {
  /** `mode_code` of the sender, raw. */
  modeCode?: number
  /** `media_file_detail.remain_upload` of a dock. */
  remainUpload?: number
  subDevice?: DockedAircraft
  /** `battery.capacity_percent` of an aircraft, 0 to 100. */
  batteryPercent?: number
  /** `payload_index` of each entry of an aircraft's `cameras`. */
  payloads?: string[]
  /** `best_link_gateway` of an aircraft. */
  bestLinkGateway?: string
  capacity?: LiveCapacity
  liveStatus?: LiveStatusEntry[]
  /** True when the message holds what only a dock reports, false when it may be another device. */
  dock: boolean
  /** Fields and entries that could not be used. */
  dropped: number
}

const MAX_PAYLOADS = 16
const MAX_MODEL_KEY = 32
const DOCK_KEYS = ['cover_state', 'drone_in_dock', 'sub_device', 'flighttask_step_code'] as const

const readSubDevice = (read: FieldReader, value: unknown): DockedAircraft | undefined => {
  const fields = read.object(value)
  if (!fields || !fields['device_sn']) return undefined
  const sn = read.textThat(fields['device_sn'], isSerialNumber)
  if (sn === undefined) return undefined
  // The first dock's page calls the key `product_type`.
  const modelKey = read.text(fields['device_model_key'] ?? fields['product_type'], MAX_MODEL_KEY)
  const online = read.flag(fields['device_online_status'])
  const aircraft: DockedAircraft = { sn }
  if (modelKey !== undefined && modelKey !== '') aircraft.modelKey = modelKey
  if (online !== undefined) aircraft.online = online
  return aircraft
}

const readPayloads = (read: FieldReader, value: unknown): string[] => {
  const payloads: string[] = []
  for (const entry of read.list(value, MAX_PAYLOADS)) {
    const index = read.textThat(read.object(entry)?.['payload_index'], isVideoIndex)
    if (index !== undefined && !payloads.includes(index)) payloads.push(index)
  }
  return payloads
}

const readLive = (read: FieldReader, fields: JsonObject, into: Properties): void => {
  if (fields['live_capacity'] !== undefined) {
    const parsed = parseLiveCapacity(fields['live_capacity'])
    if (parsed) into.capacity = parsed.capacity
    read.dropped += parsed?.dropped ?? 1
  }
  if (fields['live_status'] !== undefined) {
    const parsed = parseLiveStatus(fields['live_status'])
    if (parsed) into.liveStatus = parsed.streams
    read.dropped += parsed?.dropped ?? 1
  }
}

const readAircraft = (read: FieldReader, fields: JsonObject, into: Properties): void => {
  if (fields['battery'] !== undefined) {
    const percent = read.integer(read.object(fields['battery'])?.['capacity_percent'])
    if (percent !== undefined && percent >= 0 && percent <= 100) into.batteryPercent = percent
  }
  if (fields['cameras'] !== undefined) into.payloads = readPayloads(read, fields['cameras'])
  if (fields['best_link_gateway'] !== undefined) {
    const best = fields['best_link_gateway']
    const gateway = best === '' ? undefined : read.textThat(best, isSerialNumber)
    if (gateway !== undefined) into.bestLinkGateway = gateway
  }
}

/**
 * Reads the `data` of an osd or state message of a dock, a remote or an aircraft (DJI: properties).
 * Undefined when it is no object. Reads only named keys, so that a long message costs little.
 */
export const parseProperties = (data: unknown): Properties | undefined => {
  if (!isJsonObject(data)) return undefined
  const read = new FieldReader()
  const properties: Properties = { dock: DOCK_KEYS.some((key) => key in data), dropped: 0 }
  const modeCode = read.integer(data['mode_code'])
  if (modeCode !== undefined) properties.modeCode = modeCode
  if (data['media_file_detail'] !== undefined) {
    const remain = read.count(read.object(data['media_file_detail'])?.['remain_upload'])
    if (remain !== undefined) properties.remainUpload = remain
  }
  if (data['sub_device'] !== undefined) {
    const subDevice = readSubDevice(read, data['sub_device'])
    if (subDevice) properties.subDevice = subDevice
  }
  readAircraft(read, data, properties)
  readLive(read, data, properties)
  properties.dropped = read.dropped
  return properties
}
