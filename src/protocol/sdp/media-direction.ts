import { attribute } from './attributes'
import type { SdpDescription, SdpMedia, SdpSection } from './sdp'

type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

const DIRECTIONS: readonly Direction[] = ['sendrecv', 'sendonly', 'recvonly', 'inactive']

const stated = (section: SdpSection): Direction | undefined =>
  DIRECTIONS.find((direction) => attribute(section, direction) !== undefined)

/**
 * True when an offer's media description is one that the offerer wants to send: not switched off,
 * and of a direction that sends; without a word about it that is so (RFC 8866 section 6.7).
 */
export const isSent = (session: SdpDescription, media: SdpMedia): boolean => {
  const off = media.port === 0 && attribute(media, 'bundle-only') === undefined
  const direction = stated(media) ?? stated(session) ?? 'sendrecv'
  return !off && (direction === 'sendrecv' || direction === 'sendonly')
}
