import type { Server } from 'node:net'
import type { ListenFailure, MediaReport } from '@shared/media-contract'
import type { IngestProtocol } from '@shared/stream'

export type ListenResult = MediaReport & { kind: 'listening' | 'listen-failed' }

const CODES: Record<IngestProtocol, { busy: ListenFailure; failed: ListenFailure }> = {
  rtmp: { busy: 'ingest-port-busy', failed: 'ingest-listen-failed' },
  whip: { busy: 'whip-port-busy', failed: 'whip-listen-failed' },
}

/** Listens on a place of this computer, port 0 on one that the system chooses; does not throw. */
export const listenOn = (
  server: Server,
  { host, port }: { host: string; port: number },
  ingest: IngestProtocol,
): Promise<ListenResult> =>
  new Promise((resolve) => {
    // Stays: a server that fails later must not end the process.
    server.on('error', (error: NodeJS.ErrnoException) => {
      const busy = error.code === 'EADDRINUSE'
      const place = `${host}:${String(port)}`
      resolve({
        kind: 'listen-failed',
        ingest,
        code: CODES[ingest][busy ? 'busy' : 'failed'],
        detail: busy ? place : `${place} ${error.code ?? error.message}`,
      })
    })
    server.listen(port, host, () => {
      const address = server.address()
      const actual = typeof address === 'object' && address ? address.port : port
      resolve({ kind: 'listening', ingest, port: actual })
    })
  })
