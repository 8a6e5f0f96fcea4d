import type { RemoteInfo, Socket } from 'node:dgram'
import { writeBindingSuccess, writeRoleConflict } from './binding-answer'
import { readBindingRequest, type BindingRequest } from './binding-request'
import { isStun, type StunCredentials } from './stun-message'
import { openUdp } from './open-udp'

export interface IcePortEvents {
  /** A DTLS, SRTP or SRTCP datagram of a peer that passed a check. Owns its buffer. */
  datagram(bytes: Buffer): void
  /** A check passed: there is somebody to send to. Said again with each check. */
  reached(): void
  failed(detail: string): void
}

/** Addresses a peer may send from at a time: its interfaces, and the new one after a change. */
const MAX_PEERS = 8

/**
 * One UDP port with an ICE-lite agent (RFC 8445 section 2.5): answers the checks that carry our
 * password, sends none, and listens to nobody who did not pass one. The newest nomination is where
 * to send, so that a peer may move to another address.
 */
export class IceLitePort {
  private readonly peers = new Set<string>()
  private target: { address: string; port: number; nominated: boolean } | undefined
  private over = false
  /** Datagrams thrown away because their sender passed no check. */
  strangers = 0

  private constructor(
    private readonly socket: Socket,
    private readonly credentials: StunCredentials,
    private readonly events: IcePortEvents,
  ) {
    socket.on('message', (bytes, from) => this.receive(bytes, from))
    socket.on('error', (error) => {
      if (!this.over) events.failed(error.message)
    })
  }

  /** Binds the port; undefined when it is taken or the address is none of ours. 0: any port. */
  static async open(
    place: { host: string; port: number },
    credentials: StunCredentials,
    events: IcePortEvents,
  ): Promise<IceLitePort | undefined> {
    const socket = await openUdp(place)
    if (!socket) return undefined
    return new IceLitePort(socket, credentials, events)
  }

  get port(): number {
    return this.socket.address().port
  }

  /** The address the peer sends from, once it passed a check. */
  get remote(): string | undefined {
    return this.target?.address
  }

  /** Sends to the peer; before its first check there is nobody to send to. */
  send(bytes: Uint8Array): void {
    const { target } = this
    if (this.over || !target) return
    // A lost datagram is like any other lost datagram: an error here is not news.
    this.socket.send(bytes, target.port, target.address, () => {})
  }

  /** Frees the port; resolves when it is free. */
  close(): Promise<void> {
    if (this.over) return Promise.resolve()
    this.over = true
    return new Promise((done) => this.socket.close(done))
  }

  private receive(bytes: Buffer, from: RemoteInfo): void {
    if (this.over || bytes.length === 0) return
    if (isStun(bytes)) {
      const request = readBindingRequest(bytes, this.credentials)
      if (request) this.check(request, from)
      else this.strangers++
    } else if (this.peers.has(placeOf(from))) {
      this.events.datagram(bytes)
    } else {
      this.strangers++
    }
  }

  private check(request: BindingRequest, from: RemoteInfo): void {
    const { password } = this.credentials
    const reply =
      request.role === 'controlled'
        ? writeRoleConflict(request, password)
        : writeBindingSuccess(request, from, password)
    this.socket.send(reply, from.port, from.address, () => {})
    if (request.role === 'controlled') return
    const place = placeOf(from)
    this.peers.delete(place)
    this.peers.add(place)
    const [oldest] = this.peers
    if (this.peers.size > MAX_PEERS && oldest !== undefined) this.peers.delete(oldest)
    if (request.useCandidate || !this.target?.nominated)
      this.target = { address: from.address, port: from.port, nominated: request.useCandidate }
    this.events.reached()
  }
}

const placeOf = ({ address, port }: RemoteInfo): string => `${address} ${String(port)}`
