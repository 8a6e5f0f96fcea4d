import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'

const MAX_ADDRESSES = 4

/** An address as a candidate names it: an IPv4 address of a socket for both families without its prefix. */
export const plainAddress = (address: string): string =>
  address.replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '')

/**
 * The addresses to name in an answer, best first: the configured one, then the one at which the
 * request arrived. A publisher on this very computer may not listen to loopback, so it is told the
 * others as well.
 */
export const answerAddresses = (arrival: string, external: string | undefined): string[] => {
  const local = plainAddress(arrival)
  const configured = external !== undefined && isIP(external) > 0 ? [external] : []
  const loopback = local === '::1' || local.startsWith('127.')
  const own = loopback
    ? Object.values(networkInterfaces())
        .flatMap((addresses) => addresses ?? [])
        .filter(({ internal, family }) => !internal && family === 'IPv4')
        .map(({ address }) => address)
    : []
  return [...new Set([...configured, local, ...own])].slice(0, MAX_ADDRESSES)
}
