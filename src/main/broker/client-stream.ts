import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type { BrokerCounters } from './broker-counters'
import { Mqtt5Bridge, type DisconnectReason } from './mqtt5-bridge'
import { PacketFramer } from './packet-framer'
import type { Account } from './topic-rights'

/** A CONNECT with a will; nothing larger is taken from a stranger. */
const MAX_STRANGER_PACKET = 64 * 1024
/** First byte of a CONNECT: its type and no flags. */
const CONNECT = 0x10
const LINGER = 2000
const TCP_KEEPALIVE = 30_000

export interface ConnectionLimits {
  /** Largest packet in bytes. */
  packet: number
  messagesPerSecond: number
  /** Bytes that may wait for a client that does not read. */
  unread: number
}

interface ClientStreamOptions {
  socket: Socket
  limits: ConnectionLimits
  counters: BrokerCounters
  now: () => number
}

/**
 * One connection as the broker sees it: whole packets of MQTT 3.1 or 3.1.1, none too large, not too
 * many a second. A connection that sends too much is read more slowly, one that does not read is
 * closed, and MQTT 5 is translated on the way.
 */
export class ClientStream extends Duplex {
  /** Who it is, once the login was right. */
  account: Account | undefined
  readonly remoteAddress: string
  /** Address of this computer that the client reached. */
  readonly localAddress: string
  /** Filters it listens to; kept here because each costs memory. */
  readonly filters = new Set<string>()
  readonly #socket: Socket
  readonly #framer = new PacketFramer(MAX_STRANGER_PACKET)
  readonly #limits: ConnectionLimits
  readonly #counters: BrokerCounters
  readonly #now: () => number
  #bridge: Mqtt5Bridge | undefined
  #begun = false
  #greeted = false
  #readable = true
  #allowance: number
  #allowedAt: number
  #slowed: NodeJS.Timeout | undefined

  constructor({ socket, limits, counters, now }: ClientStreamOptions) {
    // aedes would hold up every other client while one does not drain: the bound is our own.
    super({ writableHighWaterMark: Number.MAX_SAFE_INTEGER, allowHalfOpen: false })
    this.#socket = socket
    this.#limits = limits
    this.#counters = counters
    this.#now = now
    this.#allowance = limits.messagesPerSecond
    this.#allowedAt = now()
    this.remoteAddress = plain(socket.remoteAddress)
    this.localAddress = plain(socket.localAddress)
    socket.setNoDelay(true)
    socket.setKeepAlive(true, TCP_KEEPALIVE)
    socket.on('data', (chunk) => this.#receive(chunk))
    socket.on('end', () => this.push(null))
    socket.on('error', () => this.destroy())
    socket.on('close', () => this.destroy())
  }

  /** Messages of MQTT 5 that asked to begin anew with a session that lasts. */
  get beginsAnew(): boolean {
    return this.#bridge?.beginsAnew === true
  }

  /** The login was right: packets may be as large as the settings allow. */
  signIn(account: Account): void {
    this.account = account
    this.#framer.limit = this.#limits.packet
  }

  /** Close, and tell a client of MQTT 5 why. */
  dismiss(reason: DisconnectReason): void {
    this.#bridge?.disconnect(reason)
    this.destroy()
  }

  override _read(): void {
    this.#readable = true
    if (this.#slowed === undefined) this.#socket.resume()
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#deliver([chunk])
    done()
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.#deliver(chunks.map(({ chunk }) => chunk))
    done()
  }

  override _final(done: () => void): void {
    this.#socket.end()
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#slowed)
    // What was written last, a refusal for example, still goes out; a peer that never takes it may
    // not hold the socket.
    this.#socket.pause()
    this.#socket.setTimeout(LINGER, () => this.#socket.destroy())
    this.#socket.destroySoon()
    done(error)
  }

  #receive(chunk: Buffer): void {
    if (this.destroyed) return
    // Whatever else speaks here, a browser or TLS, is told apart by its first byte.
    const stranger = !this.#begun && chunk[0] !== CONNECT
    this.#begun = true
    const problem = stranger
      ? 'malformed'
      : this.#framer.take(chunk, (packet) => this.#take(packet))
    if (problem === undefined) return this.#slowDown()
    this.#counters[problem === 'too-large' ? 'tooLarge' : 'malformed']++
    this.dismiss(problem)
  }

  #take(packet: Buffer): void {
    if (this.destroyed) return
    this.#allowance--
    if (!this.#greeted) this.#greet(packet)
    if (this.#bridge !== undefined) this.#bridge.fromClient(packet)
    else this.#toBroker(packet)
  }

  /** Looks at the first packet, a CONNECT, for its version. */
  #greet(packet: Buffer): void {
    this.#greeted = true
    if (protocolLevel(packet) !== 5) return
    this.#counters.mqtt5++
    this.#bridge = new Mqtt5Bridge({
      maxPacket: this.#limits.packet,
      toBroker: (bytes) => this.#toBroker(bytes),
      toClient: (bytes) => this.#toClient([bytes]),
      close: (malformed) => {
        if (malformed) this.#counters.malformed++
        this.destroy()
      },
    })
  }

  #toBroker(packet: Buffer): void {
    if (this.destroyed || this.push(packet)) return
    this.#readable = false
    this.#socket.pause()
  }

  #deliver(chunks: Buffer[]): void {
    if (this.#bridge === undefined) this.#toClient(chunks)
    else this.#bridge.fromBroker(Buffer.concat(chunks))
  }

  #toClient(chunks: Buffer[]): void {
    if (this.#socket.destroyed || !this.#socket.writable) return
    if (chunks.length > 1) this.#socket.cork()
    for (const chunk of chunks) this.#socket.write(chunk)
    if (chunks.length > 1) this.#socket.uncork()
    if (this.account?.kind === 'station' || this.#socket.writableLength <= this.#limits.unread)
      return
    this.#counters.slowReaders++
    this.#socket.destroy()
  }

  /** Stops reading for as long as the messages of this connection are ahead of its rate. */
  #slowDown(): void {
    if (this.account?.kind === 'station' || this.#slowed !== undefined || this.destroyed) return
    const rate = this.#limits.messagesPerSecond
    const now = this.#now()
    const earned = (Math.max(0, now - this.#allowedAt) / 1000) * rate
    this.#allowance = Math.min(rate, this.#allowance + earned)
    this.#allowedAt = now
    if (this.#allowance >= 0) return
    this.#counters.slowed++
    this.#socket.pause()
    this.#slowed = setTimeout(
      () => {
        this.#slowed = undefined
        if (this.#readable) this.#socket.resume()
      },
      (-this.#allowance / rate) * 1000,
    )
  }
}

/** The protocol level in a CONNECT (MQTT 5 section 3.1.2.2): it follows the name. */
const protocolLevel = (packet: Buffer): number => {
  let at = 1
  while (((packet[at] ?? 0) & 0x80) !== 0) at++
  at++
  const nameLength = (packet[at] ?? 0) * 256 + (packet[at + 1] ?? 0)
  return packet[at + 2 + nameLength] ?? 0
}

const plain = (address: string | undefined): string => (address ?? '').replace(/^::ffff:/, '')
