import { FieldReader } from './field-reader'
import { deviceKey } from './models'
import { isSerialNumber } from './serial-number'

/** An aircraft on its gateway. */
export interface SubDevice {
  sn: string
  /** Model key with domain, for example `0-91-1`. */
  modelKey?: string
  /** Channel on the gateway, "A" or "B": which control source it is. */
  index?: string
}

/** `data` of update_topo: what a gateway is and which aircraft is linked to it (DJI: device). */
export interface Topology {
  /** Model key with domain, for example `3-2-0`; undefined when the gateway does not say. */
  modelKey?: string
  /** Empty when no aircraft is linked. */
  subDevices: SubDevice[]
}

/** DJI lists none or one; more are taken so that a later device is not refused. */
const MAX_SUB_DEVICES = 8
const MAX_SHORT_TEXT = 16

const readModelKey = (
  read: FieldReader,
  fields: Readonly<Record<string, unknown>>,
  domainIfMissing: string,
): string | undefined => {
  const domain = read.integer(fields['domain']) ?? domainIfMissing
  const type = read.count(fields['type'])
  const subType = read.count(fields['sub_type'])
  return type === undefined ? undefined : deviceKey(String(domain), type, subType ?? 0)
}

/** Types that only docks have: old firmware sends no domain. */
const DOCK_TYPES: readonly unknown[] = [1, 2, 3, '1', '2', '3']

/**
 * Reads the `data` of update_topo. Undefined when it is no topology at all; fields and sub-devices
 * that cannot be used are left out and counted.
 */
export const parseTopology = (
  data: unknown,
): { topology: Topology; dropped: number } | undefined => {
  const read = new FieldReader()
  const fields = read.object(data)
  if (!fields || !('sub_devices' in fields || 'type' in fields)) return undefined
  const topology: Topology = { subDevices: [] }
  const modelKey = readModelKey(read, fields, DOCK_TYPES.includes(fields['type']) ? '3' : '2')
  if (modelKey !== undefined) topology.modelKey = modelKey
  for (const entry of read.list(fields['sub_devices'], MAX_SUB_DEVICES)) {
    const device = read.object(entry)
    const sn = device && read.textThat(device['sn'], isSerialNumber)
    if (!device || sn === undefined) {
      read.drop()
      continue
    }
    const subDevice: SubDevice = { sn }
    const key = readModelKey(read, device, '0')
    const index = read.text(device['index'], MAX_SHORT_TEXT)
    if (key !== undefined) subDevice.modelKey = key
    if (index !== undefined) subDevice.index = index
    topology.subDevices.push(subDevice)
  }
  return { topology, dropped: read.dropped }
}

const writeModel = (key: string): Record<string, string | number> => {
  const [domain = '', type, subType] = key.split('-')
  return { domain, type: Number(type), sub_type: Number(subType) }
}

/** `data` of update_topo as a gateway of `modelKey` writes it. */
export const writeTopology = (
  modelKey: string,
  subDevices: readonly Required<SubDevice>[],
): Readonly<Record<string, unknown>> => {
  const device = { device_secret: '', nonce: '', thing_version: '1.1.2' }
  return {
    ...writeModel(modelKey),
    ...device,
    sub_devices: subDevices.map(({ sn, modelKey: key, index }) => ({
      sn,
      ...writeModel(key),
      index,
      ...device,
    })),
  }
}
