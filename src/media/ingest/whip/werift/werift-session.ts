import { randomInt } from 'node:crypto'
import { writeAnswer } from '@protocol/sdp/whip-answer'
import type { WhipOffer } from '@protocol/sdp/whip-offer'
import { makeCredentials } from '../../../rtc/ice/make-credentials'
import { IceLitePort } from '../../../rtc/ice/ice-lite-port'
import type { EngineEvents, EngineSession } from '../whip-engine'
import { DtlsLink } from '../../../rtc/werift/dtls-link'
import { isDtls } from '../../../rtc/werift/dtls-records'
import { MediaDemux } from '../../../rtc/werift/media-demux'
import type { OwnCertificate } from '../../../rtc/werift/own-certificate'

export interface SessionNeeds {
  offer: WhipOffer
  certificate: OwnCertificate
  events: EngineEvents
  clock: () => number
  closed: () => void
}

/** One publisher: a UDP port of its own, DTLS and SRTP on it. */
export class WeriftSession implements EngineSession {
  readonly repeats: boolean
  private readonly credentials = makeCredentials()
  private readonly dtls: DtlsLink
  private port: IceLitePort | undefined
  private media: MediaDemux | undefined
  private text = ''
  private over = false

  constructor(private readonly needs: SessionNeeds) {
    const { offer, certificate, events } = needs
    this.repeats = offer.video.nack
    this.dtls = new DtlsLink({
      certificate,
      peer: offer.fingerprint,
      setup: offer.setup === 'passive' ? 'active' : 'passive',
      send: (bytes) => this.port?.send(bytes),
      connected: (keys) => {
        this.media = new MediaDemux({
          video: offer.video,
          keys,
          send: (bytes) => this.port?.send(bytes),
          packet: (packet) => events.packet(packet),
          clock: needs.clock,
        })
        events.connected()
      },
      ended: (problem) => this.end(problem),
    })
  }

  get answer(): string {
    return this.text
  }

  /** Takes a UDP port (0: any); false when it is taken. */
  async open(host: string, port: number, addresses: readonly string[]): Promise<boolean> {
    const opened = await IceLitePort.open({ host, port }, this.credentials, {
      datagram: (bytes) => this.receive(bytes),
      reached: () => this.dtls.start(),
      failed: () => this.end('socket-failed'),
    })
    if (!opened) return false
    this.port = opened
    this.text = writeAnswer(this.needs.offer, {
      sessionId: String(randomInt(2 ** 47)),
      ice: this.credentials,
      fingerprint: { algorithm: 'sha-256', value: this.needs.certificate.fingerprint },
      addresses,
      port: opened.port,
    })
    return true
  }

  demandKey(): void {
    this.media?.demandKey()
  }

  tick(): void {
    this.media?.tick()
  }

  async close(): Promise<void> {
    if (this.over) return
    this.over = true
    this.dtls.close()
    this.needs.closed()
    await this.port?.close()
  }

  private receive(bytes: Buffer): void {
    if (this.over) return
    if (isDtls(bytes)) this.dtls.receive(bytes)
    else this.media?.receive(bytes)
  }

  private end(reason: string): void {
    if (this.over) return
    void this.close()
    this.needs.events.ended(reason)
  }
}
