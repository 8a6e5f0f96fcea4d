import { isIPv4, isIPv6, SocketAddress } from 'node:net'

/** An address as a candidate names it: an IPv4 address of a socket for both families without its prefix. */
export const plainAddress = (address: string): string =>
  address.replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '')

/** The same with only one way to write it; undefined for what is no IP address. */
export const oneAddress = (text: string): string | undefined => {
  const address = plainAddress(text)
  if (isIPv4(address)) return address
  return isIPv6(address) ? new SocketAddress({ address, family: 'ipv6' }).address : undefined
}
