import type { BindingRequest } from './binding-request'
import {
  ATTRIBUTE,
  BINDING,
  readSealed,
  STUN_MAGIC,
  stunAttribute,
  writeSealed,
  type StunAddress,
} from './stun-message'

const ROLE_CONFLICT = 'Role Conflict'

/** The answer to a request that came from `from`. */
export const writeBindingSuccess = (
  { transaction }: BindingRequest,
  from: StunAddress,
  password: string,
): Buffer => writeSealed(BINDING.success, transaction, [mappedAddress(transaction, from)], password)

/** Tells a sender that believes to be what we are to change its mind (487). */
export const writeRoleConflict = ({ transaction }: BindingRequest, password: string): Buffer => {
  const code = Buffer.concat([Buffer.from([0, 0, 4, 87]), Buffer.from(ROLE_CONFLICT)])
  return writeSealed(
    BINDING.failure,
    transaction,
    [stunAttribute(ATTRIBUTE.errorCode, code)],
    password,
  )
}

/** The transaction that the peer answers well, as hex; undefined for everything else. */
export const readBindingSuccess = (bytes: Buffer, password: string): string | undefined => {
  const message = readSealed(bytes, password)
  return message?.type === BINDING.success ? message.transaction.toString('hex') : undefined
}

const mappedAddress = (transaction: Buffer, { address, port }: StunAddress): Buffer => {
  const mask = Buffer.alloc(16)
  mask.writeUInt32BE(STUN_MAGIC, 0)
  mask.set(transaction, 4)
  const host = addressBytes(address)
  const value = Buffer.alloc(4 + host.length)
  value[1] = host.length === 4 ? 1 : 2
  value.writeUInt16BE(port ^ (STUN_MAGIC >>> 16), 2)
  for (const [at, byte] of host.entries()) value[4 + at] = byte ^ (mask[at] ?? 0)
  return stunAttribute(ATTRIBUTE.mappedAddress, value)
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
