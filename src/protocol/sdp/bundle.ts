import { attribute, attributeValues } from './attributes'
import type { SdpDescription, SdpMedia } from './sdp'

/** True when two media descriptions share one transport (RFC 9143 section 7.2). */
export const sharesTransport = (
  description: SdpDescription,
  one: SdpMedia,
  other: SdpMedia,
): boolean => {
  if (one === other) return true
  const mids = [attribute(one, 'mid'), attribute(other, 'mid')]
  return attributeValues(description, 'group').some((group) => {
    const [semantics, ...members] = group.split(/\s+/)
    return semantics === 'BUNDLE' && mids.every((mid) => mid && members.includes(mid))
  })
}
