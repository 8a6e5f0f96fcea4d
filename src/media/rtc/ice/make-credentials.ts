import { randomBytes } from 'node:crypto'
import type { StunCredentials } from './stun-message'

/** Letters of ICE's user names and passwords (RFC 8839 section 5.4) without padding. */
const iceText = (bytes: number): string => randomBytes(bytes).toString('hex')

/** A user name and password for one session. */
export const makeCredentials = (): StunCredentials => ({
  ufrag: iceText(4),
  password: iceText(16),
})
