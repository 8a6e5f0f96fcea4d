import { attribute, attributeValues } from './attributes'
import { readCodecs } from './media-codecs'
import { isSent } from './media-direction'
import type { SdpDescription, SdpMedia } from './sdp'

/**
 * What of an offer is taken along with its video: the audio that is to share its transport. Video
 * included, in the order of the bundle, so that the first one is whose transport it is (RFC 9143
 * section 7.3); without a bundle the video alone.
 */
export const takenTogether = (description: SdpDescription, video: SdpMedia): SdpMedia[] => {
  const members = bundleOf(description, video).filter(
    (media) => media === video || isTaken(description, media),
  )
  return members.includes(video) ? members : [video]
}

const isTaken = (description: SdpDescription, media: SdpMedia): boolean =>
  media.kind === 'audio' && isSent(description, media) && readCodecs(media).length > 0

const bundleOf = (description: SdpDescription, media: SdpMedia): SdpMedia[] => {
  const mid = attribute(media, 'mid')
  const groups = attributeValues(description, 'group').map((group) => group.split(/\s+/))
  const bundle = groups.find(
    ([semantics, ...mids]) => semantics === 'BUNDLE' && mids.includes(mid ?? ''),
  )
  const members = (bundle ?? [])
    .slice(1)
    .map((member) => description.media.find((entry) => attribute(entry, 'mid') === member))
  return [...new Set(members.filter((member) => member !== undefined))]
}
