import { randomInt } from 'node:crypto'
import type { RtpPacket } from '@protocol/rtp/rtp-packet'
import type { WhepAnswer } from '@protocol/sdp/whep-answer'
import { writeWhepOffer } from '@protocol/sdp/whep-offer'
import { IceControllingPort } from '../../rtc/ice/ice-controlling-port'
import { makeCredentials } from '../../rtc/ice/make-credentials'
import type { StunAddress } from '../../rtc/ice/stun-message'
import { DtlsLink } from '../../rtc/werift/dtls-link'
import { isDtls } from '../../rtc/werift/dtls-records'
import { MediaDemux } from '../../rtc/werift/media-demux'
import type { OwnCertificate } from '../../rtc/werift/own-certificate'

/** What a transport tells. Nothing comes after `ended`, and nothing after `close`. */
export interface TransportEvents {
  /** The way is open and the server is the one that answered. */
  connected(): void
  /** A packet of the server's H.264, repeats under the number they repeat. */
  packet(packet: RtpPacket): void
  ended(reason: string): void
}

export interface TransportNeeds {
  certificate: OwnCertificate
  /** IP addresses to name in the offer, the best first. */
  addresses: readonly string[]
  events: TransportEvents
  /** Milliseconds by a clock that nobody sets. */
  clock: () => number
}

/** More than a first flight. */
const MAX_EARLY = 16

/** Our end of a WebRTC transport that receives one video: a UDP port, ICE, DTLS and SRTP on it. */
export class WhepTransport {
  /** How far it came, for whoever has to say why it went no further. */
  stage: 'answering' | 'reaching' | 'shaking-hands' | 'connected' = 'answering'
  private readonly credentials = makeCredentials()
  private port: IceControllingPort | undefined
  private dtls: DtlsLink | undefined
  private media: MediaDemux | undefined
  /** A full agent may have checked us and begin the handshake before its answer is here. */
  private early: Buffer[] = []
  private over = false

  private constructor(private readonly needs: TransportNeeds) {}

  /** Undefined when no UDP port can be had. */
  static async open(needs: TransportNeeds): Promise<WhepTransport | undefined> {
    const transport = new WhepTransport(needs)
    return (await transport.bind()) ? transport : undefined
  }

  /** The whole offer: nothing is trickled. */
  offer(): string {
    const { certificate, addresses } = this.needs
    return writeWhepOffer({
      sessionId: String(randomInt(2 ** 47)),
      ice: this.credentials,
      fingerprint: { algorithm: 'sha-256', value: certificate.fingerprint },
      addresses,
      port: this.port?.port ?? 0,
    })
  }

  /** Begins as the answer says; `places` are tried besides its candidates. */
  connect(answer: WhepAnswer, places: readonly StunAddress[]): void {
    if (this.over) return
    const { certificate, clock, events } = this.needs
    const send = (bytes: Buffer) => this.port?.send(bytes)
    this.stage = 'reaching'
    this.dtls = new DtlsLink({
      certificate,
      peer: answer.fingerprint,
      setup: answer.setup === 'active' ? 'passive' : 'active',
      send,
      connected: (keys) => {
        const packet = (arrived: RtpPacket) => events.packet(arrived)
        this.media = new MediaDemux({ video: answer.video, keys, send, packet, clock })
        this.stage = 'connected'
        events.connected()
      },
      ended: (problem) => this.end(problem),
    })
    this.port?.connect(answer.ice, [...answer.candidates, ...places])
    for (const bytes of this.early.splice(0)) this.dtls?.receive(bytes)
  }

  demandKey(): void {
    this.media?.demandKey()
  }

  /** To be called every ten milliseconds or so. */
  tick(): void {
    this.port?.tick()
    this.media?.tick()
  }

  /** Frees everything; resolves when the port is free. */
  async close(): Promise<void> {
    this.over = true
    this.dtls?.close()
    await this.port?.close()
  }

  private async bind(): Promise<boolean> {
    const events = {
      datagram: (bytes: Buffer) => this.receive(bytes),
      reached: () => {
        if (this.stage === 'reaching') this.stage = 'shaking-hands'
        this.dtls?.start()
      },
      failed: () => this.end('socket-failed'),
      lost: () => this.end('server-silent'),
    }
    this.port = await IceControllingPort.open(this.credentials, events, this.needs.clock)
    return this.port !== undefined
  }

  private receive(bytes: Buffer): void {
    if (this.over) return
    if (!isDtls(bytes)) this.media?.receive(bytes)
    else if (this.dtls) this.dtls.receive(bytes)
    else if (this.early.length < MAX_EARLY) this.early.push(bytes)
  }

  private end(reason: string): void {
    if (this.over) return
    void this.close()
    this.needs.events.ended(reason)
  }
}
