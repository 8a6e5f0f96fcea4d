import { firstLine } from './program'

/** Python with the system's own packages, not whichever comes first in the path. */
export const AIORTC = ['/usr/bin/python3', 'interop/aiortc-peer.py'] as const

/** Its version, or what has to be installed. */
export async function lookForAiortc(): Promise<{ version: string } | { skipped: string }> {
  const version = firstLine(...AIORTC, '--version')
  return version === undefined ? { skipped: 'Debian: python3-aiortc python3-aiohttp' } : { version }
}
