import { verify, X509Certificate } from 'node:crypto'
import { fingerprintOf } from './own-certificate'

/** The part of a handshake message that matters here (RFC 6347 section 4.2.2). */
export interface HandshakeMessage {
  msg_type: number
  message_seq: number
  fragment: Buffer
  serialize(): Buffer
}

export interface Fingerprint {
  /** As the offer writes it, for example `sha-256`. */
  algorithm: string
  value: string
}

const SERVER_KEY_EXCHANGE = 12
const CERTIFICATE_VERIFY = 15
const ALGORITHMS = new Map([
  ['sha-256', 'sha256'],
  ['sha-384', 'sha384'],
  ['sha-512', 'sha512'],
])
/** RFC 5246 section 7.4.1.4.1, the hashes we ask for and stronger ones. */
const HASHES = new Map([
  [4, 'sha256'],
  [5, 'sha384'],
  [6, 'sha512'],
])

/** True when the certificate is the one that the offer named. Weak hashes count for nothing. */
export const isOffered = (der: Uint8Array, { algorithm, value }: Fingerprint): boolean => {
  const hash = ALGORITHMS.get(algorithm.toLowerCase())
  return hash !== undefined && fingerprintOf(der, hash) === value.toUpperCase()
}

/**
 * True when the client signed this very handshake with the certificate's key (RFC 5246 section
 * 7.4.8). The library's DTLS reads that message without looking at the signature; without it, a
 * certificate proves nothing: anyone who saw it may send it. `messages`: the handshake in its order.
 */
export const clientProvesKey = (der: Buffer, messages: readonly HandshakeMessage[]): boolean => {
  const at = messages.findIndex(({ msg_type }) => msg_type === CERTIFICATE_VERIFY)
  const proof = messages[at]
  if (!proof) return false
  const signed = messages.slice(0, at).map((message) => message.serialize())
  return isSigned(der, Buffer.concat(signed), proof.fragment)
}

/**
 * The same of a server: it signed its part of the key exchange together with both random numbers
 * (RFC 8422 section 5.4), `randoms`: the client's, then the server's.
 */
export const serverProvesKey = (
  der: Buffer,
  messages: readonly HandshakeMessage[],
  randoms: Buffer,
): boolean => {
  const body = messages.find(({ msg_type }) => msg_type === SERVER_KEY_EXCHANGE)?.fragment
  if (!body || body.length < 4) return false
  const end = 4 + body.readUInt8(3)
  return isSigned(der, Buffer.concat([randoms, body.subarray(0, end)]), body.subarray(end))
}

/** `proof`: hash, kind of key, length and bytes of the signature (RFC 5246 section 4.7). */
const isSigned = (der: Buffer, signed: Buffer, proof: Buffer): boolean => {
  if (proof.length < 4) return false
  const hash = HASHES.get(proof.readUInt8(0))
  const signature = proof.subarray(4, 4 + proof.readUInt16BE(2))
  if (hash === undefined) return false
  try {
    return verify(hash, signed, new X509Certificate(der).publicKey, signature)
  } catch {
    // A certificate or a key of a kind that cannot be read.
    return false
  }
}
