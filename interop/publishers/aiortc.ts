import { AIORTC, lookForAiortc } from '../aiortc'
import { startProgram } from '../program'
import type { Publisher } from '../publisher'

/** aiortc, which is Python from the certificate to the packets. */
export const aiortc: Publisher = {
  name: 'aiortc',
  // Its H.264 encoder of version 1.4 takes no notice.
  heedsKeyDemand: false,
  leaves: 'delete',
  look: lookForAiortc,
  start: (url) => startProgram([...AIORTC, 'publish', url], (child) => child.stdin?.end()),
}
