import { createServer, type Server, type Socket } from 'node:net'
import { Aedes } from 'aedes'
import { freePort } from './environment'

/** A request of the station to a dock, as it came by. Milliseconds since the epoch. */
export interface SeenRequest {
  at: number
  sn: string
  method: string
}

const SERVICES = /^thing\/product\/([^/]+)\/services$/

/**
 * The customer's broker: outside the app, and one that can be killed and brought back at the same
 * port with nothing remembered. Sees what docks are asked.
 */
export class SiteBroker {
  readonly requests: SeenRequest[] = []
  private readonly sockets = new Set<Socket>()
  private running: { aedes: Aedes; server: Server } | undefined

  private constructor(readonly port: number) {}

  static async start(): Promise<SiteBroker> {
    const broker = new SiteBroker(await freePort())
    await broker.comeBack()
    return broker
  }

  /** Listens again after `die`. */
  async comeBack(): Promise<void> {
    const aedes = await Aedes.createBroker()
    aedes.on('publish', ({ topic, payload }) => {
      const sn = SERVICES.exec(topic)?.[1]
      if (sn !== undefined) this.requests.push({ at: Date.now(), sn, method: methodOf(payload) })
    })
    const server = createServer({ noDelay: true }, (socket) => {
      this.sockets.add(socket)
      socket.on('close', () => this.sockets.delete(socket))
      aedes.handle(socket)
    })
    await new Promise<void>((done, fail) => {
      server.once('error', fail)
      server.listen(this.port, '127.0.0.1', done)
    })
    this.running = { aedes, server }
  }

  /** Ends as a killed process does: every connection is gone, nothing is said, all is forgotten. */
  async die(): Promise<void> {
    const { running } = this
    this.running = undefined
    if (running === undefined) return
    const closed = new Promise((done) => running.server.close(done))
    for (const socket of this.sockets) socket.resetAndDestroy()
    await closed
    await new Promise<void>((done) => running.aedes.close(() => done()))
  }

  /** How often docks were asked since `since`; by dock the most within any second. */
  asked(since: number): { requests: number; mostInASecond: number } {
    const seen = this.requests.filter(({ at }) => at >= since)
    const mostInASecond = seen.map(
      ({ sn, at }) =>
        seen.filter((other) => other.sn === sn && other.at >= at && other.at < at + 1000).length,
    )
    return { requests: seen.length, mostInASecond: Math.max(0, ...mostInASecond) }
  }
}

function methodOf(payload: Buffer | string): string {
  const message: unknown = JSON.parse(payload.toString())
  const method = (message as { method?: unknown } | null)?.method
  return typeof method === 'string' ? method : ''
}
