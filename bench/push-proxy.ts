import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/**
 * Stands between docks and the ingest, where a radio link would be: it can cut connections, hold
 * everything back for a while, and give a second receiver the same bytes.
 */
export class PushProxy {
  /** When docks connected, milliseconds since the epoch. */
  readonly connected: number[] = []
  private readonly pairs = new Set<{ dock: Socket; ingest: Socket }>()
  private held: (() => void)[] | undefined
  private copyTo: number | undefined

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** Forwards to `ingestPort` of this computer. */
  static async open(ingestPort: () => number): Promise<PushProxy> {
    const server = createServer({ noDelay: true })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const proxy = new PushProxy(server, (server.address() as AddressInfo).port)
    server.on('connection', (dock) => proxy.join(dock, ingestPort()))
    return proxy
  }

  /** The next connection's bytes go to `port` as well; what it answers is thrown away. */
  copyNextTo(port: number): void {
    this.copyTo = port
  }

  /** Ends every connection now. */
  cut(): void {
    for (const { dock, ingest } of this.pairs) {
      dock.destroy()
      ingest.destroy()
    }
  }

  /** Holds what docks send until `release`. */
  hold(): void {
    this.held = []
  }

  release(): void {
    const held = this.held ?? []
    this.held = undefined
    for (const forward of held) forward()
  }

  close(): void {
    this.cut()
    this.server.close()
  }

  private join(dock: Socket, ingestPort: number): void {
    this.connected.push(Date.now())
    const ingest = connect({ port: ingestPort, host: '127.0.0.1', noDelay: true })
    const copy = this.copyTo === undefined ? undefined : connect(this.copyTo, '127.0.0.1')
    this.copyTo = undefined
    copy?.on('error', () => undefined).resume()
    const pair = { dock, ingest }
    this.pairs.add(pair)
    dock.on('data', (bytes) => {
      const forward = (): void => {
        ingest.write(bytes)
        copy?.write(bytes)
      }
      if (this.held === undefined) forward()
      else this.held.push(forward)
    })
    ingest.pipe(dock)
    const end = (): void => {
      this.pairs.delete(pair)
      dock.destroy()
      ingest.destroy()
      copy?.destroy()
    }
    for (const socket of [dock, ingest]) socket.on('error', end).on('close', end)
  }
}
