import { randomBytes } from 'node:crypto'
import type { RemoteInfo, Socket } from 'node:dgram'
import { readBindingSuccess, writeBindingSuccess, writeRoleConflict } from './binding-answer'
import { readBindingRequest, writeNominatingCheck, type BindingRequest } from './binding-request'
import { CheckList } from './check-list'
import type { IcePortEvents } from './ice-lite-port'
import { openUdp } from './open-udp'
import { oneAddress } from './plain-address'
import { isStun, type StunAddress, type StunCredentials } from './stun-message'

export interface ControllingEvents extends IcePortEvents {
  /** The peer agrees no longer to being sent to, or is gone (RFC 7675). */
  lost(): void
}

/** As preferred as a candidate learnt from a check can be (RFC 8445 section 5.1.2.2). */
const LEARNT_PRIORITY = 110 * 2 ** 24 + 65_535 * 2 ** 8 + 255
/** Who hears nothing at all for so long is alone; who only gets no answers, later (RFC 7675 section 5.1). */
const SILENT_MS = 4000
const CONSENT_MS = 30_000
/** Places a peer may send from. */
const MAX_PEERS = 32

/**
 * One UDP port with the controlling ICE agent (RFC 8445): checks the peer's candidates, nominates at
 * once, keeps the way that answers first, and listens to nobody who neither answered a check nor sent
 * one with our password. Times in ms by a steady clock.
 */
export class IceControllingPort {
  private readonly checks = new CheckList()
  private readonly peers = new Set<string>()
  /** The highest one: in a conflict it is the peer that gives way (RFC 8445 section 7.3.1.1). */
  private readonly tieBreaker = Buffer.concat([Buffer.alloc(4, 0xff), randomBytes(4)])
  private peer: StunCredentials | undefined
  private provisional: StunAddress | undefined
  private consentAt = 0
  private heardAt = 0
  private over = false

  private constructor(
    private readonly socket: Socket,
    private readonly own: StunCredentials,
    private readonly events: ControllingEvents,
    private readonly clock: () => number,
  ) {
    socket.on('message', (bytes, from) => this.receive(bytes, from))
    socket.on('error', (error) => {
      if (!this.over) events.failed(error.message)
    })
  }

  /** Takes any free port, of both families where the system has them; undefined when there is none. */
  static async open(
    own: StunCredentials,
    events: ControllingEvents,
    clock: () => number,
  ): Promise<IceControllingPort | undefined> {
    const both = await openUdp({ host: '::', port: 0 })
    const socket = both ?? (await openUdp({ host: '0.0.0.0', port: 0 }))
    return socket && new IceControllingPort(socket, own, events, clock)
  }

  get port(): number {
    return this.socket.address().port
  }

  /** Begins to check: `places` are the peer's candidates, the best first; names are passed over. */
  connect(peer: StunCredentials, places: readonly StunAddress[]): void {
    this.peer = peer
    const known = places.flatMap(({ address, port }) => {
      const one = oneAddress(address)
      return one === undefined ? [] : [{ address: one, port }]
    })
    this.checks.add(known, this.clock())
    this.tick()
  }

  /** To be called every ten milliseconds or so. */
  tick(): void {
    const { peer } = this
    if (this.over || !peer) return
    const now = this.clock()
    const lonely = now - Math.max(this.consentAt, this.heardAt) > SILENT_MS
    if (this.checks.way && (lonely || now - this.consentAt > CONSENT_MS)) {
      this.events.lost()
      return
    }
    for (const { place, transaction } of this.checks.due(now)) {
      const { tieBreaker } = this
      const check = { transaction, tieBreaker, priority: LEARNT_PRIORITY }
      this.put(writeNominatingCheck(check, this.own, peer), place)
    }
  }

  /** Sends to the peer; before it was reached there is nobody to send to. */
  send(bytes: Uint8Array): void {
    const place = this.checks.way ?? this.provisional
    if (place) this.put(bytes, place)
  }

  /** Frees the port; resolves when it is free. */
  close(): Promise<void> {
    if (this.over) return Promise.resolve()
    this.over = true
    return new Promise((done) => this.socket.close(done))
  }

  private put(bytes: Uint8Array, { address, port }: StunAddress): void {
    if (this.over) return
    const { family } = this.socket.address()
    const mapped = family === 'IPv6' && !address.includes(':') ? `::ffff:${address}` : address
    // A lost datagram is like any other lost datagram: an error here is not news.
    this.socket.send(bytes, port, mapped, () => {})
  }

  private receive(bytes: Buffer, from: RemoteInfo): void {
    const address = oneAddress(from.address)
    if (this.over || bytes.length === 0 || address === undefined) return
    const place = { address, port: from.port }
    if (isStun(bytes)) {
      const request = readBindingRequest(bytes, this.own)
      if (request) this.checked(request, place)
      else this.answered(bytes, place)
    } else if (this.peers.has(keyOf(place))) {
      this.heardAt = this.clock()
      this.events.datagram(bytes)
    }
  }

  /** A check of the peer's. A full agent sends them as well. */
  private checked(request: BindingRequest, place: StunAddress): void {
    const { password } = this.own
    if (request.role === 'controlling') {
      this.put(writeRoleConflict(request, password), place)
      return
    }
    this.put(writeBindingSuccess(request, place, password), place)
    this.admit(place)
    this.provisional = place
    this.checks.trigger(place, this.clock())
    this.tick()
  }

  private answered(bytes: Buffer, place: StunAddress): void {
    const transaction = this.peer && readBindingSuccess(bytes, this.peer.password)
    const now = this.clock()
    if (transaction === undefined || !this.checks.answered(transaction, place, now)) return
    this.consentAt = now
    this.admit(place)
    this.events.reached()
  }

  private admit(place: StunAddress): void {
    if (this.peers.size < MAX_PEERS) this.peers.add(keyOf(place))
  }
}

const keyOf = ({ address, port }: StunAddress): string => `${address} ${String(port)}`
