import { FieldReader } from './field-reader'
import { isSerialNumber } from './serial-number'

/** Answers to what a dock asks before it goes online (DJI: configuration update, organisation). */

export interface CloudConfig {
  appId: string
  appKey: string
  appLicense: string
  ntpHost: string
  ntpPort: number
}

/** Whether one device belongs to an organisation. */
export interface BindStatus {
  sn: string
  /** Undefined when it belongs to none. */
  organization?: { id: string; name: string; callsign: string }
}

export interface BindResult {
  sn: string
  /** 0 is bound, anything else refused. */
  code: number
}

/** Refusals of a binding as docks know them. */
export const BIND_CODES = { wrongCode: 210229, unknownOrganization: 210234 } as const

type Data = Readonly<Record<string, unknown>>

/** The only reply without `result` and `output`: its fields lie flat in `data`. */
export const writeConfigReply = (config: CloudConfig): Data => ({
  app_id: config.appId,
  app_key: config.appKey,
  app_license: config.appLicense,
  ntp_server_host: config.ntpHost,
  ntp_server_port: config.ntpPort,
})

export const writeBindStatusReply = (devices: readonly BindStatus[]): Data => ({
  result: 0,
  output: {
    bind_status: devices.map(({ sn, organization }) => ({
      sn,
      is_device_bind_organization: organization !== undefined,
      organization_id: organization?.id ?? '',
      organization_name: organization?.name ?? '',
      device_callsign: organization?.callsign ?? '',
    })),
  },
})

export const writeOrganizationReply = (name: string): Data => ({
  result: 0,
  output: { organization_name: name },
})

export const writeBindReply = (results: readonly BindResult[]): Data => ({
  result: 0,
  output: { err_infos: results.map(({ sn, code }) => ({ sn, err_code: code })) },
})

const MAX_TEXT = 4096
const MAX_DEVICES = 16
const NTP_PORT = 123

/**
 * Reads a config reply on the dock's side; undefined when app id, key or licence is missing or
 * empty, where a real dock leaves the broker. A missing NTP port is 123.
 */
export const parseConfigReply = (data: unknown): CloudConfig | undefined => {
  const read = new FieldReader()
  const fields = read.object(data)
  if (!fields) return undefined
  const appId = read.text(fields['app_id'], MAX_TEXT)
  const appKey = read.text(fields['app_key'], MAX_TEXT)
  const appLicense = read.text(fields['app_license'], MAX_TEXT)
  if (!appId || !appKey || !appLicense) return undefined
  const ntpHost = read.text(fields['ntp_server_host'], MAX_TEXT) ?? ''
  const ntpPort = read.count(fields['ntp_server_port']) ?? NTP_PORT
  return { appId, appKey, appLicense, ntpHost, ntpPort }
}

const outputList = (read: FieldReader, data: unknown, name: string): readonly unknown[] => {
  const fields = read.object(data)
  if (read.integer(fields?.['result']) !== 0) return []
  return read.list(read.object(fields?.['output'])?.[name], MAX_DEVICES)
}

/** Reads an airport_bind_status reply on the dock's side; empty when it was refused. */
export const parseBindStatusReply = (data: unknown): BindStatus[] => {
  const read = new FieldReader()
  const devices: BindStatus[] = []
  for (const entry of outputList(read, data, 'bind_status')) {
    const fields = read.object(entry)
    const sn = read.textThat(fields?.['sn'], isSerialNumber)
    if (!fields || sn === undefined) continue
    const id = read.text(fields['organization_id'], MAX_TEXT) ?? ''
    const name = read.text(fields['organization_name'], MAX_TEXT) ?? ''
    const callsign = read.text(fields['device_callsign'], MAX_TEXT) ?? ''
    const bound = read.flag(fields['is_device_bind_organization']) === true
    devices.push(bound ? { sn, organization: { id, name, callsign } } : { sn })
  }
  return devices
}

/** Reads an airport_organization_bind reply on the dock's side; empty when it was refused. */
export const parseBindReply = (data: unknown): BindResult[] => {
  const read = new FieldReader()
  const results: BindResult[] = []
  for (const entry of outputList(read, data, 'err_infos')) {
    const fields = read.object(entry)
    const sn = read.textThat(fields?.['sn'], isSerialNumber)
    const code = read.integer(fields?.['err_code'])
    if (sn !== undefined && code !== undefined) results.push({ sn, code })
  }
  return results
}
