import { FieldReader, isJsonObject } from './field-reader'
import { isSerialNumber } from './serial-number'

/** What every message carries around its `data` (DJI: topic definition, public fields). */
export interface Envelope {
  /** One exchange; a reply copies it. Empty when it was missing or unusable. */
  tid: string
  /** One business flow over several exchanges; a reply copies it. */
  bid: string
  /** The sender's clock in milliseconds; never to be trusted for liveness. */
  timestamp?: number
  /** Serial number of the gateway through which the message came. */
  gateway?: string
  /** Optional even in replies of some firmware: match replies by `tid`. */
  method?: string
  /** True when the device waits for an answer to this event. */
  needReply: boolean
  /** As it came; null when absent. */
  data: unknown
}

export type EnvelopeProblem = 'too-large' | 'not-utf8' | 'not-json' | 'not-an-object'

/** Bytes beyond which a payload is not even looked at. */
export const MAX_PAYLOAD = 1024 * 1024
const MAX_ID = 128
const MAX_METHOD = 64

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads a payload. Takes timestamps as text and the key `"timestamp:"` that DJI's own examples
 * print; envelope fields of a wrong type read as missing. Never throws.
 */
export const parseEnvelope = (
  payload: Uint8Array,
): { ok: true; envelope: Envelope } | { ok: false; reason: EnvelopeProblem } => {
  if (payload.byteLength > MAX_PAYLOAD) return { ok: false, reason: 'too-large' }
  let text: string
  try {
    text = utf8.decode(payload)
  } catch {
    return { ok: false, reason: 'not-utf8' }
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { ok: false, reason: 'not-json' }
  }
  if (!isJsonObject(json)) return { ok: false, reason: 'not-an-object' }
  const read = new FieldReader()
  const timestamp = read.integer(json['timestamp'] ?? json['timestamp:'])
  const gateway = read.textThat(json['gateway'], isSerialNumber)
  const method = read.text(json['method'], MAX_METHOD)
  const envelope: Envelope = {
    tid: read.text(json['tid'], MAX_ID) ?? '',
    bid: read.text(json['bid'], MAX_ID) ?? '',
    needReply: read.flag(json['need_reply']) ?? false,
    data: json['data'] ?? null,
  }
  if (timestamp !== undefined) envelope.timestamp = timestamp
  if (gateway !== undefined) envelope.gateway = gateway
  if (method !== undefined) envelope.method = method
  return { ok: true, envelope }
}

export interface EnvelopeFields {
  tid: string
  bid: string
  /** Milliseconds since the epoch. */
  timestamp: number
  gateway?: string
  method?: string
  /** Written only when true, as devices do. */
  needReply?: boolean
  data: unknown
}

/** The JSON text of a message; fields that are undefined are left out. */
export const writeEnvelope = (fields: EnvelopeFields): string => {
  const { needReply, data, ...rest } = fields
  return JSON.stringify({ ...rest, ...(needReply === true ? { need_reply: 1 } : {}), data })
}
