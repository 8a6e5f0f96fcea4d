import type { SdpSection } from './sdp'

/** The values of all `a=name` lines of a section; the value of a flag is empty. */
export const attributeValues = ({ lines }: SdpSection, name: string): string[] =>
  lines.flatMap(({ type, value }) => {
    if (type !== 'a') return []
    const [found = '', ...rest] = value.split(':')
    return found.toLowerCase() === name ? [rest.join(':').trim()] : []
  })

/** The value of the first `a=name` line; undefined when there is none. */
export const attribute = (section: SdpSection, name: string): string | undefined =>
  attributeValues(section, name)[0]

/** An attribute that a media description inherits from the session when it has none of its own. */
export const inherited = (
  session: SdpSection,
  media: SdpSection,
  name: string,
): string | undefined => attribute(media, name) ?? attribute(session, name)
