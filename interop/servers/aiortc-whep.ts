import { AIORTC, lookForAiortc } from '../aiortc'
import { startProgram } from '../program'
import type { Server } from '../server'

/** A WHEP server made of aiortc. */
export const aiortcWhep: Server = {
  name: 'aiortc, WHEP server',
  look: lookForAiortc,
  source: ({ host, port }) => ({
    by: 'whep',
    url: `http://${host}:${port}/whep`,
    bearer: 'viewer',
  }),
  start: async ({ host, port }) => {
    const running = startProgram([...AIORTC, 'serve', host, String(port)], () => undefined)
    return { kill: async () => running.kill(), said: () => running.said() }
  },
}
