import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { plainAddress } from '../../rtc/ice/plain-address'

const MAX_ADDRESSES = 4

/**
 * The addresses to name in an answer, best first: the configured one, then the one at which the
 * request arrived. A publisher on this very computer may not speak to loopback, so that it is told
 * the other ones too, unless we listen at one `host` only.
 */
export const answerAddresses = (
  arrival: string,
  { host, external }: { host: string; external?: string },
): string[] => {
  const local = plainAddress(arrival)
  const configured = external === undefined ? [] : [external]
  const loopback = local === '::1' || local.startsWith('127.')
  const everywhere = host === '0.0.0.0' || host === '::'
  const own =
    loopback && everywhere
      ? Object.values(networkInterfaces())
          .flatMap((addresses) => addresses ?? [])
          .filter(({ internal, family }) => !internal && family === 'IPv4')
          .map(({ address }) => address)
      : []
  return [...new Set([...configured, local, ...own])].filter(isIP).slice(0, MAX_ADDRESSES)
}
