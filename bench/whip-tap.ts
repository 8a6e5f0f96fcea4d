import {
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request of a WHIP publisher as it went by. */
export interface TappedRequest {
  method: string
  /** When it came, milliseconds since the epoch. */
  at: number
  /** Path and query. */
  target: string
  /** Undefined until it is answered. */
  answer?: { status: number; afterMs: number }
}

/**
 * Stands before a WHIP endpoint, where every publisher's HTTP goes by, whoever made the publisher:
 * what was asked, what was answered and how long that took.
 */
export class WhipTap {
  readonly requests: TappedRequest[] = []

  private constructor(
    private readonly server: Server,
    private readonly host: string,
  ) {}

  /** Listens on an address of this computer and passes on to `endpointPort` of the same one. */
  static async open(endpointPort: () => number, host = '127.0.0.1'): Promise<WhipTap> {
    const server = createServer()
    await new Promise<void>((done) => server.listen(0, host, done))
    const tap = new WhipTap(server, host)
    server.on('request', (request: IncomingMessage, response: ServerResponse) =>
      tap.pass(request, response, endpointPort()),
    )
    return tap
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  /** Requests of a kind that came at or after `since`. */
  since(since: number, method = 'POST'): TappedRequest[] {
    return this.requests.filter((seen) => seen.method === method && seen.at >= since)
  }

  close(): void {
    this.server.closeAllConnections()
    this.server.close()
  }

  private pass(request: IncomingMessage, response: ServerResponse, port: number): void {
    const { method = '', url = '', headers } = request
    const seen: TappedRequest = { method, at: Date.now(), target: url }
    this.requests.push(seen)
    const began = performance.now()
    const onward = ask({ host: this.host, port, method, path: url, headers }, (answer) => {
      const status = answer.statusCode ?? 0
      seen.answer = { status, afterMs: performance.now() - began }
      response.writeHead(status, answer.rawHeaders)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.on('error', () => onward.destroy())
    request.pipe(onward)
  }
}
