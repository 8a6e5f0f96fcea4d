import { attributeValues } from './attributes'
import type { SdpDescription } from './sdp'

/** A place over UDP where a side says it can be reached. */
export interface SdpCandidate {
  /** An IP address as it was written. */
  address: string
  port: number
  /** The side's own preference, higher is better (RFC 8445 section 5.1.2). */
  priority: number
}

const MAX_CANDIDATES = 16
const MAX_PRIORITY = 2 ** 31 - 1

/** Host candidates of the one component there is (RFC 8445 section 5.1.2.1), the best one first. */
export const hostCandidates = (addresses: readonly string[], port: number): string[] =>
  addresses.map((address, at) => {
    const priority = 126 * 2 ** 24 + (65_535 - at) * 2 ** 8 + 255
    return `candidate:${at} 1 udp ${priority} ${address} ${port} typ host generation 0`
  })

/**
 * The candidates of a description for RTP over UDP that name an IP address, best first. Names, also
 * those of mDNS, candidates of TCP and places where nobody can be are left out.
 */
export const readCandidates = (description: SdpDescription): SdpCandidate[] => {
  const found = new Map<string, SdpCandidate>()
  for (const section of [description, ...description.media])
    for (const value of attributeValues(section, 'candidate')) {
      const candidate = readCandidate(value)
      const place = candidate && `${candidate.address} ${candidate.port}`
      if (candidate && place && !found.has(place)) found.set(place, candidate)
    }
  return [...found.values()].sort((a, b) => b.priority - a.priority).slice(0, MAX_CANDIDATES)
}

/** RFC 8839 section 5.1: foundation, component, transport, priority, address, port. */
const readCandidate = (value: string): SdpCandidate | undefined => {
  const [, component, transport, priority, address = '', port] = value.trim().split(/\s+/)
  const number = digits(port, 65_535)
  if (component !== '1' || transport?.toLowerCase() !== 'udp') return undefined
  if (!number || !isReachable(address)) return undefined
  return { address, port: number, priority: digits(priority, MAX_PRIORITY) ?? 0 }
}

const digits = (text: string | undefined, max: number): number | undefined => {
  const number = /^\d{1,10}$/.test(text ?? '') ? Number(text) : NaN
  return number <= max ? number : undefined
}

/** Some one host's address: not "any", no group and no broadcast. */
const isReachable = (address: string): boolean => {
  if (address.includes(':')) return /^[0-9a-f:.]{3,45}$/i.test(address) && !/^ff/i.test(address)
  const bytes = address.split('.').map((part) => digits(part, 255))
  const [first] = bytes
  return bytes.length === 4 && !bytes.includes(undefined) && !!first && first < 224
}
