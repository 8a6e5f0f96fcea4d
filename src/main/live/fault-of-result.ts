import type { FaultCode } from '@shared/fault'
import type { LiveResultKey } from '@protocol/dji/result-codes'

const CODES = {
  ok: 'dji-other',
  'source-missing': 'dji-source-missing',
  'camera-missing': 'dji-camera-missing',
  'already-live': 'dji-already-live',
  unsupported: 'dji-unsupported',
  'quality-refused': 'dji-quality-refused',
  'start-failed': 'dji-start-failed',
  'no-authority': 'dji-no-authority',
  'no-video': 'dji-no-video',
  busy: 'dji-busy',
  network: 'dji-network',
  'not-live': 'dji-not-live',
  'other-live': 'dji-other-live',
  'protocol-refused': 'dji-protocol-refused',
  'address-refused': 'dji-address-refused',
  congestion: 'dji-congestion',
  'decode-failed': 'dji-decode-failed',
  'media-download': 'dji-media-download',
  'unknown-live': 'dji-other',
  'aircraft-missing': 'dji-aircraft-missing',
  'debug-mode': 'dji-debug-mode',
  'gateway-network': 'dji-gateway-network',
  other: 'dji-other',
} as const satisfies Record<LiveResultKey, FaultCode>

/** The fault that stands for a dock's answer. */
export const faultOfResult = (key: LiveResultKey): FaultCode => CODES[key]
