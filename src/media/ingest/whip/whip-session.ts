import type { RtpPacket } from '@protocol/rtp/rtp-packet'
import type { WhipOffer } from '@protocol/sdp/whip-offer'
import { KeyDemand } from '../../hub/key-demand'
import type { PublisherSeat, PublisherSource } from '../../hub/hub-stream'
import { PictureReceiver } from '../../rtc/picture-receiver'
import type { EngineEvents, EngineSession } from './whip-engine'

/** What a session asks of the server it belongs to. */
export interface SessionOwner {
  /** Milliseconds since the epoch. */
  now(): number
  /** Milliseconds by a clock that nobody sets. */
  clock(): number
  /** The publisher is connected: a seat in the hub. */
  seat(session: WhipSession, source: PublisherSource): PublisherSeat
  problem(session: WhipSession, problem: string): void
  closed(session: WhipSession, reason: string): void
}

export interface SessionFacts {
  stream: string
  /** As it was admitted, with the key; never shown. */
  name: string
  remote: string
  token: string
}

/** Deadlines in ticks, so that a clock that is set anew closes nobody and keeps nobody. */
const CONNECT_TICKS = 10
const SILENT_TICKS = 15

/** One WHIP publisher from its offer to its end. */
export class WhipSession implements PublisherSource {
  engine: EngineSession | undefined
  connected = false
  private seat: PublisherSeat | undefined
  private pictures: PictureReceiver | undefined
  private readonly demand = new KeyDemand(() => this.engine?.demandKey())
  private waited = 0
  private over = false

  constructor(
    readonly facts: SessionFacts,
    private readonly offer: WhipOffer,
    private readonly owner: SessionOwner,
  ) {}

  /** The publisher's ICE user name. */
  get ufrag(): string {
    return this.offer.ice.ufrag
  }

  /** For the engine. */
  readonly events: EngineEvents = {
    connected: () => this.connect(),
    packet: (packet) => this.take(packet),
    ended: (reason) => void this.close(reason),
  }

  demandKey(): void {
    this.demand.ask(this.owner.clock())
  }

  replaced(): void {
    void this.close('replaced')
  }

  /** Closes when a deadline has passed; to be called once a second. */
  tick(): void {
    if (++this.waited > (this.connected ? SILENT_TICKS : CONNECT_TICKS))
      void this.close(this.connected ? 'silent' : 'connect-late')
  }

  /** Stops waiting for packets that are overdue; to be called some ten times a second. */
  catchUp(): void {
    this.pictures?.catchUp()
  }

  /** Ends the session; resolves when its port is free. */
  async close(reason: string): Promise<void> {
    if (this.over) return
    this.over = true
    this.seat?.end()
    this.owner.closed(this, reason)
    await this.engine?.close()
  }

  private connect(): void {
    if (this.over) return
    this.connected = true
    this.waited = 0
    this.seat = this.owner.seat(this, this)
    this.pictures = new PictureReceiver({
      sink: this.seat,
      parameterSets: this.offer.video.h264.flatMap(({ parameterSets }) => parameterSets),
      repeats: this.engine?.repeats ?? false,
      now: () => this.owner.now(),
      clock: () => this.owner.clock(),
      keyNeeded: () => this.demandKey(),
      problem: (problem) => this.owner.problem(this, problem),
    })
  }

  private take(packet: RtpPacket): void {
    if (this.over || !this.connected) return
    this.waited = 0
    this.pictures?.take(packet)
  }
}
