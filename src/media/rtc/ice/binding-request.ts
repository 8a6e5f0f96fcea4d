import {
  ATTRIBUTE,
  BINDING,
  readSealed,
  stunAttribute,
  writeSealed,
  type StunCredentials,
} from './stun-message'

/** A binding request that carries our password's seal (RFC 8489, RFC 8445 section 7.1). */
export interface BindingRequest {
  transaction: Buffer
  useCandidate: boolean
  /** What the sender believes to be; it may say nothing. */
  role?: 'controlled' | 'controlling'
}

/** A check of ours. */
export interface BindingCheck {
  transaction: Buffer
  /** What a candidate would be preferred by that the peer learns of by this check. */
  priority: number
  /** Eight bytes that stay the same for the session. */
  tieBreaker: Buffer
}

/**
 * Reads a binding request meant for us. Everything else gives undefined: other messages, broken
 * ones, another user name, a seal that is missing or made with another password.
 */
export const readBindingRequest = (
  bytes: Buffer,
  { ufrag, password }: StunCredentials,
): BindingRequest | undefined => {
  const message = readSealed(bytes, password)
  if (message?.type !== BINDING.request) return undefined
  const { transaction, attributes } = message
  const name = attributes.get(ATTRIBUTE.username)?.toString().split(':')[0]
  if (name !== ufrag) return undefined
  const controlled = attributes.has(ATTRIBUTE.controlled)
  const controlling = attributes.has(ATTRIBUTE.controlling)
  return {
    transaction,
    useCandidate: attributes.has(ATTRIBUTE.useCandidate),
    ...(controlled && { role: 'controlled' }),
    ...(controlling && !controlled && { role: 'controlling' }),
  }
}

/** A check of the controlling side that nominates at once (RFC 8445 sections 7.1 and 8.1). */
export const writeNominatingCheck = (
  { transaction, priority, tieBreaker }: BindingCheck,
  own: StunCredentials,
  peer: StunCredentials,
): Buffer => {
  const number = Buffer.alloc(4)
  number.writeUInt32BE(priority)
  const attributes = [
    stunAttribute(ATTRIBUTE.username, Buffer.from(`${peer.ufrag}:${own.ufrag}`)),
    stunAttribute(ATTRIBUTE.controlling, tieBreaker),
    stunAttribute(ATTRIBUTE.useCandidate, Buffer.alloc(0)),
    stunAttribute(ATTRIBUTE.priority, number),
  ]
  return writeSealed(BINDING.request, transaction, attributes, peer.password)
}
