import { networkInterfaces } from 'node:os'

const MAX_ADDRESSES = 6

/** What `networkInterfaces` says of one address. */
interface InterfaceAddress {
  address: string
  family: string
  internal: boolean
}

/**
 * The addresses of this computer to name in an offer to a server, those of IPv4 first. Its loopback
 * is named, and first, to a server on this very computer.
 */
export const ownAddresses = (
  server: string,
  interfaces: readonly (readonly InterfaceAddress[] | undefined)[] = Object.values(
    networkInterfaces(),
  ),
): string[] => {
  const all = interfaces.flatMap((addresses) => addresses ?? [])
  const outward = all.filter(({ internal, address }) => !internal && !/^fe80:/i.test(address))
  const loopback = isLoopback(server) ? all.filter(({ internal }) => internal) : []
  const ordered = [...loopback, ...outward].map(({ address, family }) => ({ address, family }))
  const four = ordered.filter(({ family }) => family === 'IPv4')
  const six = ordered.filter(({ family }) => family === 'IPv6')
  return [...four, ...six].map(({ address }) => address).slice(0, MAX_ADDRESSES)
}

const isLoopback = (server: string): boolean =>
  server === 'localhost' || server === '[::1]' || server.startsWith('127.')
