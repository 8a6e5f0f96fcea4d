import { connect, type Socket } from 'node:net'
import { parseRtmpAddress } from '@protocol/rtmp/address'
import { RtmpPublisher, type PublisherState } from '@protocol/rtmp/publisher'

/** For tests: a publisher on a real socket. */
export class SocketPublisher {
  readonly socket: Socket
  readonly publisher: RtmpPublisher
  readonly closed: Promise<void>
  private readonly waiting: { kind: string; done: () => void }[] = []

  constructor(port: number, stream: string, app = 'live') {
    const address = parseRtmpAddress(`rtmp://127.0.0.1:${String(port)}/${app}/${stream}`)
    if (!address) throw new Error('a test asked for an impossible address')
    this.publisher = new RtmpPublisher(address, (state) => this.told(state))
    this.socket = connect(address.port, address.host)
    this.closed = new Promise((done) => this.socket.on('close', () => done()))
    this.socket.on('error', () => {})
    this.socket.on('data', (bytes) => {
      this.publisher.receive(bytes)
      this.flush()
    })
    this.flush()
  }

  /** Resolves when the publisher is, or comes to be, in this state. */
  state(kind: PublisherState['kind']): Promise<void> {
    return new Promise((done) => {
      if (this.publisher.state.kind === kind) done()
      else this.waiting.push({ kind, done })
    })
  }

  /** Pushes a configuration and units, 40 ms apart. */
  push(record: Uint8Array, units: readonly { data: Uint8Array; key: boolean }[]): void {
    this.publisher.sendConfig(record, 0)
    units.forEach((unit, at) => this.publisher.sendUnit({ ...unit, timeMs: at * 40 }))
    this.flush()
  }

  flush(): void {
    for (const bytes of this.publisher.take()) this.socket.write(bytes)
  }

  private told(state: PublisherState): void {
    for (const { kind, done } of this.waiting) if (kind === state.kind) done()
  }
}
