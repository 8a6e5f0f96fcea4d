import { networkInterfaces } from 'node:os'

/**
 * The address of this computer that others would reach: publishers name such a one and many leave
 * loopback out. Without a network it is loopback.
 */
export function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1'
}
