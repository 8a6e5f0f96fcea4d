import type { Gateway } from '@shared/fleet'

const namesOf = ({ callsign, model, aircraft, cameras }: Gateway): string =>
  [
    callsign,
    model.en,
    model.zh,
    aircraft?.model.en,
    aircraft?.model.zh,
    ...cameras.flatMap((camera) => [camera.model.en, camera.model.zh]),
  ]
    .join('\n')
    .toLowerCase()

const serialsOf = ({ sn, aircraft }: Gateway): string =>
  `${sn}\n${aircraft?.sn ?? ''}`.toLowerCase()

/**
 * Whether a gateway has every word of a query in its names (both languages) or serial numbers, or
 * in those of what it carries. One or two digits mean a number in a name: every serial number holds
 * them somewhere.
 */
export const matches = (gateway: Gateway, query: string): boolean => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const names = namesOf(gateway)
  const serials = serialsOf(gateway)
  return words.every((word) =>
    /^\d{1,2}$/.test(word)
      ? new RegExp(`(?<!\\d)0*${word}`).test(names)
      : names.includes(word) || serials.includes(word),
  )
}
