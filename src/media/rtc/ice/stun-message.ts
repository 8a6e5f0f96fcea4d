import { createHmac, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** A binding request that carries our password's seal (RFC 8489, RFC 8445 section 7.1). */
export interface BindingRequest {
  transaction: Buffer
  useCandidate: boolean
  /** True when the sender believes to be the controlled one, which only we may be. */
  controlled: boolean
}

export interface StunCredentials {
  /** Our user name fragment and password, as in the answer. */
  ufrag: string
  password: string
}

export interface StunAddress {
  address: string
  port: number
}

const MAGIC = 0x2112a442
const HEADER = 20
const SEAL = 20
const TYPE = { request: 0x0001, success: 0x0101, failure: 0x0111 } as const
const ATTRIBUTE = {
  username: 0x0006,
  integrity: 0x0008,
  errorCode: 0x0009,
  mappedAddress: 0x0020,
  useCandidate: 0x0025,
  fingerprint: 0x8028,
  controlled: 0x8029,
} as const
const FINGERPRINT_XOR = 0x5354554e
const ROLE_CONFLICT = 'Role Conflict'

const padded = (length: number): number => (length + 3) & ~3
const seal = (bytes: Buffer, password: string): Buffer =>
  createHmac('sha1', password).update(bytes).digest()

/** True for datagrams that can only be STUN (RFC 7983). */
export const isStun = (bytes: Uint8Array): boolean =>
  bytes.length >= HEADER && (bytes[0] ?? 0xff) < 4

/**
 * Reads a binding request meant for us. Everything else gives undefined: other messages, broken
 * ones, another user name, a seal that is missing or made with another password.
 */
export const readBindingRequest = (
  bytes: Buffer,
  { ufrag, password }: StunCredentials,
): BindingRequest | undefined => {
  if (!isStun(bytes) || bytes.readUInt16BE(0) !== TYPE.request) return undefined
  if (bytes.readUInt32BE(4) !== MAGIC || bytes.readUInt16BE(2) !== bytes.length - HEADER)
    return undefined
  let named = false
  const request = { transaction: Buffer.from(bytes.subarray(8, HEADER)), useCandidate: false }
  let controlled = false
  for (let at = HEADER; at + 4 <= bytes.length;) {
    const type = bytes.readUInt16BE(at)
    const length = bytes.readUInt16BE(at + 2)
    const value = bytes.subarray(at + 4, at + 4 + length)
    if (value.length !== length) return undefined
    if (type === ATTRIBUTE.username) named = value.toString().split(':')[0] === ufrag
    else if (type === ATTRIBUTE.useCandidate) request.useCandidate = true
    else if (type === ATTRIBUTE.controlled) controlled = true
    // What follows the seal is not covered by it.
    else if (type === ATTRIBUTE.integrity)
      return named && length === SEAL && sealed(bytes, at, password)
        ? { ...request, controlled }
        : undefined
    at += 4 + padded(length)
  }
  return undefined
}

const sealed = (bytes: Buffer, at: number, password: string): boolean => {
  const covered = Buffer.from(bytes.subarray(0, at))
  covered.writeUInt16BE(at + 4 + SEAL - HEADER, 2)
  const given = bytes.subarray(at + 4, at + 4 + SEAL)
  return given.length === SEAL && timingSafeEqual(given, seal(covered, password))
}

/** The answer to a request that came from `from`. */
export const writeBindingSuccess = (
  { transaction }: BindingRequest,
  from: StunAddress,
  password: string,
): Buffer => finish(TYPE.success, transaction, mappedAddress(transaction, from), password)

/** Tells a sender that believes to be the controlled one to change its mind (487). */
export const writeRoleConflict = ({ transaction }: BindingRequest, password: string): Buffer => {
  const code = Buffer.concat([Buffer.from([0, 0, 4, 87]), Buffer.from(ROLE_CONFLICT)])
  return finish(TYPE.failure, transaction, attribute(ATTRIBUTE.errorCode, code), password)
}

const attribute = (type: number, value: Uint8Array): Buffer => {
  const bytes = Buffer.alloc(4 + padded(value.length))
  bytes.writeUInt16BE(type, 0)
  bytes.writeUInt16BE(value.length, 2)
  bytes.set(value, 4)
  return bytes
}

const mappedAddress = (transaction: Buffer, { address, port }: StunAddress): Buffer => {
  const mask = Buffer.alloc(16)
  mask.writeUInt32BE(MAGIC, 0)
  mask.set(transaction, 4)
  const host = addressBytes(address)
  const value = Buffer.alloc(4 + host.length)
  value[1] = host.length === 4 ? 1 : 2
  value.writeUInt16BE(port ^ (MAGIC >>> 16), 2)
  for (const [at, byte] of host.entries()) value[4 + at] = byte ^ (mask[at] ?? 0)
  return attribute(ATTRIBUTE.mappedAddress, value)
}

const addressBytes = (text: string): number[] => {
  // A socket for both families writes IPv4 this way.
  const address = text.replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '')
  if (!address.includes(':')) return address.split('.').map(Number)
  const [head = '', tail] = address.split('::')
  const groups = (part: string | undefined) => (part ? part.split(':') : [])
  const [front, back] = [groups(head), groups(tail)]
  const zeros = Array<string>(Math.max(8 - front.length - back.length, 0)).fill('0')
  return [...front, ...zeros, ...back].flatMap((group) => {
    const word = parseInt(group, 16)
    return [word >>> 8, word & 0xff]
  })
}

const finish = (type: number, transaction: Buffer, body: Buffer, password: string): Buffer => {
  const header = Buffer.alloc(HEADER)
  header.writeUInt16BE(type, 0)
  header.writeUInt32BE(MAGIC, 4)
  header.set(transaction, 8)
  const withLength = (bytes: Buffer, extra: number) => {
    bytes.writeUInt16BE(bytes.length - HEADER + extra, 2)
    return bytes
  }
  const open = withLength(Buffer.concat([header, body]), 4 + SEAL)
  const shut = Buffer.concat([open, attribute(ATTRIBUTE.integrity, seal(open, password))])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE((crc32(withLength(shut, 8)) ^ FINGERPRINT_XOR) >>> 0)
  return Buffer.concat([shut, attribute(ATTRIBUTE.fingerprint, sum)])
}
