import type { WhipOffer } from '@protocol/sdp/whip-offer'
import { Ticking } from '../../../rtc/ticking'
import type { EngineEvents, EngineSession, WhipEngine } from '../whip-engine'
import { makeCertificate, type OwnCertificate } from '../../../rtc/werift/own-certificate'
import { WeriftSession } from './werift-session'

/**
 * The WebRTC engine: DTLS and SRTP by the `werift` library, ICE-lite, RTCP and everything above RTP
 * our own. One UDP port of the range for each publisher.
 */
export class WeriftEngine implements WhipEngine {
  private readonly ticking = new Ticking()
  private place = { host: '0.0.0.0', from: 0, to: 0 }
  private next = 0

  private constructor(
    private readonly certificate: OwnCertificate,
    private readonly clock: () => number,
  ) {}

  /**
   * Makes the certificate, so that the first publisher need not wait for it. `clock` gives
   * milliseconds and is never set.
   */
  static async create(clock: () => number): Promise<WeriftEngine> {
    return new WeriftEngine(await makeCertificate(), clock)
  }

  usePorts(place: { host: string; from: number; to: number }): void {
    this.place = place
    this.next = place.from
  }

  async accept(
    offer: WhipOffer,
    addresses: readonly string[],
    events: EngineEvents,
  ): Promise<EngineSession | 'no-port'> {
    const session: WeriftSession = new WeriftSession({
      offer,
      certificate: this.certificate,
      events,
      clock: this.clock,
      closed: () => this.ticking.remove(session),
    })
    const { host, from, to } = this.place
    for (let tries = from; tries <= to; tries++)
      if (await session.open(host, this.nextPort(), addresses)) {
        this.ticking.add(session)
        return session
      }
    return 'no-port'
  }

  /** In turn, so that a port just freed is not taken by somebody else at once. */
  private nextPort(): number {
    const { from, to } = this.place
    const port = this.next < from || this.next > to ? from : this.next
    this.next = port + 1
    return port
  }
}
