import { t } from '../i18n/i18n'
import type { TextKey } from '../i18n/messages'

const KNOWN: Readonly<Record<string, TextKey>> = {
  normal: 'live.lenses.normal',
  wide: 'live.lenses.wide',
  zoom: 'live.lenses.zoom',
  ir: 'live.lenses.ir',
  thermal: 'live.lenses.thermal',
}

/** DJI's `video_type` in words; a lens nobody knows is shown as the dock named it. */
export const lensName = (lens: string): string => {
  const key = Object.hasOwn(KNOWN, lens) ? KNOWN[lens] : undefined
  return key === undefined ? lens : t(key)
}
