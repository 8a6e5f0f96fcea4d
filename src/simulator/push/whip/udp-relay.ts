import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import type { BadNetwork } from './bad-network'
import type { Host } from './shape-sdp'

/** Chromium sends from each of its addresses until one has won. */
const MAX_LINES = 16
/** Whichever: nothing is sent to find out a socket's own address. */
const SOME_PORT = 9

/**
 * What stands between a publisher and the media server as a router with address translation does:
 * each of the publisher's addresses gets an outer socket of its own.
 */
export class UdpRelay {
  /** Outer sockets by the inner address that they speak for. */
  private readonly lines = new Map<string, Socket>()
  private target: Host | undefined
  private closed = false

  private constructor(
    private readonly address: string,
    private readonly inside: Socket,
    private spare: Socket | undefined,
    private readonly network: { up: BadNetwork; down: BadNetwork },
  ) {
    inside.on('message', (packet, { address: from, port }) => this.goOut(packet, from, port))
  }

  /**
   * Opens a relay on the address of this computer that reaches `host`. Rejects when there is none.
   */
  static async open(
    host: string,
    network: { up: BadNetwork; down: BadNetwork },
  ): Promise<UdpRelay> {
    const probe = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
    probe.connect(SOME_PORT, host)
    await once(probe, 'connect')
    const { address } = probe.address()
    probe.close()
    return new UdpRelay(address, await bound(address), await bound(address), network)
  }

  /** Where the publisher is to send. */
  get inner(): Host {
    return { address: this.address, port: this.inside.address().port }
  }

  /** Where the media server sees the publisher, until that has changed. */
  get outer(): Host | undefined {
    return this.spare && { address: this.address, port: this.spare.address().port }
  }

  /** Names the media server. */
  aim(target: Host): void {
    this.target = target
  }

  /** From now on the media server sees other ports, as after a change of the dock's link. */
  move(): void {
    for (const socket of this.lines.values()) socket.close()
    this.lines.clear()
  }

  /** Nothing passes any more in either direction. */
  close(): void {
    if (this.closed) return
    this.closed = true
    this.move()
    this.spare?.close()
    this.inside.close()
  }

  private goOut(packet: Buffer, from: string, port: number): void {
    const inner = `${from} ${port}`
    const line = this.lines.get(inner) ?? this.openLine(inner, from, port)
    if (line === undefined) return
    this.network.up.carry(packet.length, () => {
      const { target } = this
      if (target !== undefined && this.lines.get(inner) === line)
        line.send(packet, target.port, target.address, ignored)
    })
  }

  private openLine(inner: string, from: string, port: number): Socket | undefined {
    if (this.lines.size >= MAX_LINES) return undefined
    const line = this.spare ?? unconnected(this.address)
    this.spare = undefined
    this.lines.set(inner, line)
    line.on('message', (packet) =>
      this.network.down.carry(packet.length, () => {
        if (!this.closed) this.inside.send(packet, port, from, ignored)
      }),
    )
    return line
  }
}

/** A packet that cannot be sent is lost, as packets are. */
const ignored = (): void => {}

function unconnected(address: string): Socket {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4')
  socket.on('error', ignored)
  socket.bind(0, address)
  return socket
}

async function bound(address: string): Promise<Socket> {
  const socket = unconnected(address)
  await once(socket, 'listening')
  return socket
}
