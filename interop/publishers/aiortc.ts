import type { Publisher } from '../publisher'
import { firstLine, startProgram } from './program'

const PYTHON = '/usr/bin/python3'
const SCRIPT = 'interop/publishers/aiortc.py'

/** aiortc, which is Python from the certificate to the packets. */
export const aiortc: Publisher = {
  name: 'aiortc',
  // Its H.264 encoder of version 1.4 takes no notice.
  heedsKeyDemand: false,
  leaves: 'delete',
  look: async () => {
    const version = firstLine(PYTHON, SCRIPT, '--version')
    return version === undefined ? { skipped: 'Debian: python3-aiortc' } : { version }
  },
  start: (url) => startProgram([PYTHON, SCRIPT, url], (child) => child.stdin?.end()),
}
