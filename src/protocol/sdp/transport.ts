import { inherited } from './attributes'
import type { SdpDescription, SdpSection } from './sdp'

/** How one side of a WebRTC transport is known and proven. */
export interface SdpTransport {
  ice: { ufrag: string; password: string }
  /** Of the side's certificate. */
  fingerprint: { algorithm: string; value: string }
  /** Who begins the DTLS handshake, by this side's word; none said counts as "actpass". */
  setup: 'actpass' | 'active' | 'passive'
}

/** Where and how our side can be reached. */
export interface OwnTransport {
  /** Decimal, at most 63 bits (RFC 8866 section 5.2). */
  sessionId: string
  ice: { ufrag: string; password: string }
  fingerprint: { algorithm: string; value: string }
  /** The best one first: some publishers look at no other. */
  addresses: readonly string[]
  port: number
}

/** Longer names and passwords nobody may have (RFC 8839 section 5.4). */
const MAX_ICE_CHARACTERS = 256

/** The transport that a media description states or inherits (RFC 8842 section 5). */
export const readTransport = (
  description: SdpDescription,
  owner: SdpSection,
): SdpTransport | 'no-fingerprint' | 'no-ice' => {
  const fingerprint = readFingerprint(inherited(description, owner, 'fingerprint') ?? '')
  if (!fingerprint) return 'no-fingerprint'
  const ufrag = inherited(description, owner, 'ice-ufrag')
  const password = inherited(description, owner, 'ice-pwd')
  if (!ufrag || !password) return 'no-ice'
  if (Math.max(ufrag.length, password.length) > MAX_ICE_CHARACTERS) return 'no-ice'
  const setup = readSetup(inherited(description, owner, 'setup'))
  return { ice: { ufrag, password }, fingerprint, setup }
}

const readFingerprint = (text: string): SdpTransport['fingerprint'] | undefined => {
  const [, algorithm, value] =
    /^([\w-]{1,20})\s+([0-9a-f]{2}(?::[0-9a-f]{2}){15,63})$/i.exec(text) ?? []
  return algorithm && value
    ? { algorithm: algorithm.toLowerCase(), value: value.toUpperCase() }
    : undefined
}

const readSetup = (text: string | undefined): SdpTransport['setup'] =>
  text === 'active' || text === 'passive' ? text : 'actpass'
