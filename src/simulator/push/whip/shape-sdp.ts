import type { WhipProfile } from '../../camera-page/publisher-contract'

export interface Host {
  address: string
  port: number
}

/** How an offer is to differ from what Chromium wrote. */
export interface OfferShape {
  profile: WhipProfile
  /** No addresses are named. */
  noCandidates: boolean
  /** The publisher says that it waits for the other side's DTLS handshake. */
  passive: boolean
  /** The one address to name instead of the publisher's own. */
  host?: Host
}

/** High at level 4.0, as docks encode: Chromium's encoder offers nothing above Main. */
const HIGH = '640028'
const PROFILE = /(a=fmtp:(\d+) [^\r\n]*profile-level-id=)([0-9A-Fa-f]{6})/g
const CANDIDATE_LINES = /^a=(?:candidate:|end-of-candidates)[^\r\n]*(?:\r?\n)?/gm
const CANDIDATE = /^a=candidate:\S+ 1 udp \d+ (\S+) (\d{1,5}) typ /im

/** The offer as it is to be sent. */
export function shapeOffer(offer: string, { profile, noCandidates, passive, host }: OfferShape) {
  let sdp = offer
  if (profile === 'high') sdp = sdp.replace(PROFILE, (_, line: string) => line + HIGH)
  if (passive) sdp = sdp.replaceAll('a=setup:actpass', 'a=setup:passive')
  if (noCandidates || host !== undefined) sdp = sdp.replace(CANDIDATE_LINES, '')
  return host === undefined || noCandidates ? sdp : named(sdp, host)
}

/** The address of an answer that is tried: the first UDP one, as simple publishers do. */
export function firstHost(answer: string): Host | undefined {
  const [, address, port = ''] = CANDIDATE.exec(answer) ?? []
  return address === undefined ? undefined : { address, port: Number(port) }
}

/**
 * The answer as Chromium is to read it.
 * @param offer what Chromium wrote, whose profiles it wants to find again.
 * @param host the address to send to instead of the answer's own.
 */
export function shapeAnswer(answer: string, offer: string, host: Host | undefined): string {
  const profiles = new Map(
    [...offer.matchAll(PROFILE)].map(([, , type, profile]) => [type, profile]),
  )
  const sdp = answer.replace(
    PROFILE,
    (_, line: string, type: string, profile: string) => line + (profiles.get(type) ?? profile),
  )
  return host === undefined ? sdp : named(sdp.replace(CANDIDATE_LINES, ''), host)
}

/** One candidate in each section of the media. */
function named(sdp: string, { address, port }: Host): string {
  const line = `a=candidate:1 1 udp 2130706431 ${address} ${port} typ host\r\n`
  const [session = '', ...media] = sdp.split(/^(?=m=)/m)
  return session + media.map((section) => section.replace(/\r?\n?$/, `\r\n${line}`)).join('')
}
