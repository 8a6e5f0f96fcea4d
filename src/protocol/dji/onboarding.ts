import { FieldReader, type JsonObject } from './field-reader'
import { isSerialNumber } from './serial-number'

/** What a dock asks before it goes online (DJI: configuration update, organisation). */

/** One device of airport_organization_bind. */
export interface BindDevice {
  sn: string
  bindingCode: string
  organizationId: string
  callsign: string
  /** For example `3-2-0`. */
  modelKey: string
}

export type OnboardingRequest =
  | { method: 'config' }
  | { method: 'airport_bind_status'; devices: string[] }
  | { method: 'airport_organization_get'; bindingCode: string; organizationId: string }
  | { method: 'airport_organization_bind'; devices: BindDevice[] }

/** A dock names itself and its aircraft; more are taken up to this. */
const MAX_DEVICES = 16
const MAX_TEXT = 128

const readBindDevice = (read: FieldReader, value: unknown): BindDevice | undefined => {
  const fields = read.object(value)
  const sn = fields && read.textThat(fields['sn'], isSerialNumber)
  if (!fields || sn === undefined) return read.drop()
  return {
    sn,
    bindingCode: read.text(fields['device_binding_code'], MAX_TEXT) ?? '',
    organizationId: read.text(fields['organization_id'], MAX_TEXT) ?? '',
    callsign: read.text(fields['device_callsign'], MAX_TEXT) ?? '',
    modelKey: read.text(fields['device_model_key'], MAX_TEXT) ?? '',
  }
}

const present = <T>(entries: (T | undefined)[]): T[] =>
  entries.filter((entry): entry is T => entry !== undefined)

const readSerialNumbers = (read: FieldReader, fields: JsonObject): string[] =>
  present(
    read
      .list(fields['devices'], MAX_DEVICES)
      .map((entry) => read.textThat(read.object(entry)?.['sn'], isSerialNumber)),
  )

/**
 * Reads a request of the onboarding on the station's side. `unknown-method` for other requests,
 * `malformed` when a list holds no usable device or `data` is no object.
 */
export const parseOnboardingRequest = (
  method: string | undefined,
  data: unknown,
): OnboardingRequest | 'unknown-method' | 'malformed' => {
  const read = new FieldReader()
  const fields = read.object(data)
  switch (method) {
    case 'config':
      return { method }
    case 'airport_bind_status': {
      const devices = fields ? readSerialNumbers(read, fields) : []
      return devices.length === 0 ? 'malformed' : { method, devices }
    }
    case 'airport_organization_get': {
      if (!fields) return 'malformed'
      const bindingCode = read.text(fields['device_binding_code'], MAX_TEXT) ?? ''
      const organizationId = read.text(fields['organization_id'], MAX_TEXT) ?? ''
      return { method, bindingCode, organizationId }
    }
    case 'airport_organization_bind': {
      const list = read.list(fields?.['bind_devices'], MAX_DEVICES)
      const devices = present(list.map((entry) => readBindDevice(read, entry)))
      return devices.length === 0 ? 'malformed' : { method, devices }
    }
    default:
      return 'unknown-method'
  }
}

/** `data` of a request as a dock writes it. */
export const writeOnboardingRequest = (
  request: OnboardingRequest,
): Readonly<Record<string, unknown>> => {
  switch (request.method) {
    case 'config':
      return { config_type: 'json', config_scope: 'product' }
    case 'airport_bind_status':
      return { devices: request.devices.map((sn) => ({ sn })) }
    case 'airport_organization_get':
      return {
        device_binding_code: request.bindingCode,
        organization_id: request.organizationId,
      }
    case 'airport_organization_bind':
      return {
        bind_devices: request.devices.map((device) => ({
          device_binding_code: device.bindingCode,
          organization_id: device.organizationId,
          device_callsign: device.callsign,
          sn: device.sn,
          device_model_key: device.modelKey,
        })),
      }
  }
}
