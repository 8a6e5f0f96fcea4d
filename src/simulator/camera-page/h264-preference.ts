import type { WhipProfile } from './publisher-contract'

/** What is asked of a list of codecs, so that it can be tested outside a browser. */
export interface CodecRow {
  mimeType: string
  sdpFmtpLine?: string
}

/** Beginnings of `profile-level-id`, the best first; High is written over Main on its way. */
const WANTED: Readonly<Record<WhipProfile, readonly string[]>> = {
  baseline: ['42e0', '4200'],
  main: ['4d00', '42e0', '4200'],
  high: ['6400', '4d00', '42e0', '4200'],
}
const PROFILE = /profile-level-id=([0-9a-f]{4})/i

/**
 * H.264 of one profile in packetization mode 1, and retransmission: all that a dock has to offer.
 * Of a profile that this Chromium cannot encode the next lower is taken; none of it gives nothing.
 */
export function preferH264<C extends CodecRow>(codecs: readonly C[], profile: WhipProfile): C[] {
  const h264 = codecs.filter(
    ({ mimeType, sdpFmtpLine = '' }) =>
      mimeType.toLowerCase() === 'video/h264' && sdpFmtpLine.includes('packetization-mode=1'),
  )
  for (const wanted of WANTED[profile]) {
    const chosen = h264.find(
      ({ sdpFmtpLine = '' }) => PROFILE.exec(sdpFmtpLine)?.[1]?.toLowerCase() === wanted,
    )
    if (chosen !== undefined)
      return [chosen, ...codecs.filter(({ mimeType }) => mimeType.toLowerCase() === 'video/rtx')]
  }
  return []
}
