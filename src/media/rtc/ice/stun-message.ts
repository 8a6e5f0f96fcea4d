import { createHmac, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** A STUN message whose seal is good (RFC 8489 section 14.5). */
export interface SealedMessage {
  type: number
  /** Twelve bytes of its own. */
  transaction: Buffer
  /** Those before the seal, by type, as views; of a repeated one the last. */
  attributes: ReadonlyMap<number, Buffer>
}

export interface StunCredentials {
  /** The user name fragment and password of one side, as in its session description. */
  ufrag: string
  password: string
}

export interface StunAddress {
  address: string
  port: number
}

export const STUN_MAGIC = 0x2112a442
/** Binding, the only method there is here (RFC 8489 section 18.2). */
export const BINDING = { request: 0x0001, success: 0x0101, failure: 0x0111 } as const
/** RFC 8489 section 18.3, RFC 8445 section 16.1. */
export const ATTRIBUTE = {
  username: 0x0006,
  integrity: 0x0008,
  errorCode: 0x0009,
  mappedAddress: 0x0020,
  priority: 0x0024,
  useCandidate: 0x0025,
  fingerprint: 0x8028,
  controlled: 0x8029,
  controlling: 0x802a,
} as const
const HEADER = 20
const SEAL = 20
const FINGERPRINT_XOR = 0x5354554e

const padded = (length: number): number => (length + 3) & ~3
const seal = (bytes: Buffer, password: string): Buffer =>
  createHmac('sha1', password).update(bytes).digest()

/** True for datagrams that can only be STUN (RFC 7983). */
export const isStun = (bytes: Uint8Array): boolean =>
  bytes.length >= HEADER && (bytes[0] ?? 0xff) < 4

/**
 * Reads a message that was sealed with the password. Everything else gives undefined: broken ones, a
 * seal that is missing or made with another password.
 */
export const readSealed = (bytes: Buffer, password: string): SealedMessage | undefined => {
  if (!isStun(bytes) || bytes.readUInt32BE(4) !== STUN_MAGIC) return undefined
  if (bytes.readUInt16BE(2) !== bytes.length - HEADER) return undefined
  const attributes = new Map<number, Buffer>()
  for (let at = HEADER; at + 4 <= bytes.length;) {
    const type = bytes.readUInt16BE(at)
    const length = bytes.readUInt16BE(at + 2)
    const value = bytes.subarray(at + 4, at + 4 + length)
    if (value.length !== length) return undefined
    // What follows the seal is not covered by it.
    if (type === ATTRIBUTE.integrity) {
      if (length !== SEAL || !isSealed(bytes, at, password)) return undefined
      const transaction = Buffer.from(bytes.subarray(8, HEADER))
      return { type: bytes.readUInt16BE(0), transaction, attributes }
    }
    attributes.set(type, value)
    at += 4 + padded(length)
  }
  return undefined
}

const isSealed = (bytes: Buffer, at: number, password: string): boolean => {
  const covered = Buffer.from(bytes.subarray(0, at))
  covered.writeUInt16BE(at + 4 + SEAL - HEADER, 2)
  return timingSafeEqual(bytes.subarray(at + 4, at + 4 + SEAL), seal(covered, password))
}

/** One attribute, padded. */
export const stunAttribute = (type: number, value: Uint8Array): Buffer => {
  const bytes = Buffer.alloc(4 + padded(value.length))
  bytes.writeUInt16BE(type, 0)
  bytes.writeUInt16BE(value.length, 2)
  bytes.set(value, 4)
  return bytes
}

/** A whole message: its attributes, the seal made with the password, and the checksum. */
export const writeSealed = (
  type: number,
  transaction: Buffer,
  attributes: readonly Buffer[],
  password: string,
): Buffer => {
  const header = Buffer.alloc(HEADER)
  header.writeUInt16BE(type, 0)
  header.writeUInt32BE(STUN_MAGIC, 4)
  header.set(transaction, 8)
  const withLength = (bytes: Buffer, extra: number) => {
    bytes.writeUInt16BE(bytes.length - HEADER + extra, 2)
    return bytes
  }
  const open = withLength(Buffer.concat([header, ...attributes]), 4 + SEAL)
  const shut = Buffer.concat([open, stunAttribute(ATTRIBUTE.integrity, seal(open, password))])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE((crc32(withLength(shut, 8)) ^ FINGERPRINT_XOR) >>> 0)
  return Buffer.concat([shut, stunAttribute(ATTRIBUTE.fingerprint, sum)])
}
