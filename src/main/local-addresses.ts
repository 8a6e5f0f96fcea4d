import type { NetworkInterfaceInfo } from 'node:os'

/**
 * IPv4 addresses at which docks may reach this computer, best first: wired and wireless networks
 * before links that only this computer has.
 */
export function localAddresses(
  interfaces: NodeJS.Dict<Pick<NetworkInterfaceInfo, 'family' | 'internal' | 'address'>[]>,
): string[] {
  const found = Object.entries(interfaces).flatMap(([name, entries]) =>
    (entries ?? [])
      .filter((entry) => entry.family === 'IPv4' && !entry.internal)
      .map((entry) => ({ address: entry.address, rank: rank(name, entry.address) })),
  )
  return found.sort((a, b) => a.rank - b.rank).map((entry) => entry.address)
}

/** Bridges of containers and virtual machines, and self-assigned addresses, reach no dock. */
function rank(name: string, address: string): number {
  if (address.startsWith('169.254.')) return 2
  return /^(docker|br-|veth|virbr|vmnet|vboxnet|zt|tun|tap|utun)/.test(name) ? 1 : 0
}
