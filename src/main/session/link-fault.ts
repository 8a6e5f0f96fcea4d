import type { FaultCode } from '@shared/fault'

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
])
const CERTIFICATE_FILE = new Set(['ENOENT', 'EACCES', 'EISDIR', 'EPERM'])

// CONNACK: MQTT 3.1.1 section 3.2.2.3 (1-5), MQTT 5 section 3.2.2.2 (128 and up).
const REFUSED_LOGIN = new Set<unknown>([4, 5, 0x86, 0x87, 0x8a, 0x8c])
const UNAVAILABLE = new Set<unknown>([3, 0x88, 0x89, 0x97, 0x9c, 0x9d, 0x9f])

/** What stopped a connection before it was up, as a fault and the plain fact behind it. */
export const linkFault = (
  error: unknown,
): { code: Extract<FaultCode, `broker-${string}`>; detail: string } => {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined
  const message = error instanceof Error ? error.message : String(error)
  if (typeof code === 'number') {
    if (REFUSED_LOGIN.has(code)) return { code: 'broker-refused-login', detail: message }
    if (UNAVAILABLE.has(code)) return { code: 'broker-unreachable', detail: message }
    return { code: 'broker-protocol', detail: message }
  }
  if (typeof code === 'string') {
    if (UNREACHABLE.has(code)) return { code: 'broker-unreachable', detail: code }
    if (CERTIFICATE_FILE.has(code)) return { code: 'broker-certificate', detail: message }
    if (looksLikeTls(code)) return { code: 'broker-certificate', detail: code }
  }
  if (/^(connack timeout|no answer)/.test(message))
    return { code: 'broker-unreachable', detail: message }
  return { code: 'broker-protocol', detail: message }
}

// OpenSSL's verification results, Node's own ERR_TLS_ and ERR_SSL_ codes and a failed handshake.
const looksLikeTls = (code: string): boolean =>
  /^(ERR_TLS|ERR_SSL|ERR_OSSL|EPROTO|CERT_|CRL_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/.test(
    code,
  )
