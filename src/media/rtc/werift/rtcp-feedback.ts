import { MissingPackets } from '@protocol/rtp/missing-packets'
import { ReceptionReport } from '@protocol/rtp/reception-report'
import { writeNack, writePli, writeRemb } from '@protocol/rtp/rtcp-writer'
import type { RtpPacket } from '@protocol/rtp/rtp-packet'
import { TwccReporter } from '@protocol/rtp/twcc-report'

export interface FeedbackNeeds {
  media: number
  /** What the publisher asked to be told in its offer. */
  wished: { transportCc: boolean; remb: boolean; nack: boolean }
  send(rtcp: Uint8Array): void
}

/** As long as a picture waits for a packet. */
const REPEAT_MS = 400
const ARRIVALS_MS = 60
const REMB_MS = 500
const REPORT_MS = 1000
/** What a publisher without transport-cc may send; docks send 1 to 5 Mbit/s. */
const CEILING_BITS_PER_SECOND = 12_000_000

/**
 * What we tell a publisher about its packets: when they arrived, which to repeat, how the way is.
 * The library's own reports of arrival make publishers slow; these are ours. Times in ms by any
 * steady clock.
 */
export class RtcpFeedback {
  private readonly arrivals: TwccReporter
  private readonly reception: ReceptionReport
  private readonly missing = new MissingPackets({ giveUpAfterMs: REPEAT_MS })
  private arrivalsAt = 0
  private rembAt = 0
  private reportAt = 0

  /** `own` is the SSRC we speak under. */
  constructor(
    private readonly own: number,
    private readonly needs: FeedbackNeeds,
  ) {
    this.arrivals = new TwccReporter(own, needs.media)
    this.reception = new ReceptionReport(own, needs.media)
  }

  /** Any packet of the publisher with a transport-wide number, of whatever SSRC. */
  numbered(transportSequence: number, now: number): void {
    this.arrivals.arrived(transportSequence, now)
  }

  /** A packet of the video itself, `repeated` when it came as a repeat. */
  arrived(packet: RtpPacket, repeated: boolean, now: number): void {
    if (!repeated) this.reception.arrived(packet, now)
    if (this.needs.wished.nack) this.missing.arrived(packet.sequence, now, packet.marker)
  }

  senderReport(ntp: number, now: number): void {
    this.reception.reported(ntp, now)
  }

  demandKey(): void {
    this.needs.send(writePli(this.own, this.needs.media))
  }

  /** To be called every ten milliseconds or so. */
  tick(now: number): void {
    const { needs } = this
    const { media, wished } = needs
    const due = this.missing.due(now)
    if (due.length > 0) needs.send(writeNack(this.own, media, due))
    if (wished.transportCc && now - this.arrivalsAt >= ARRIVALS_MS) {
      this.arrivalsAt = now
      const report = this.arrivals.report()
      if (report) needs.send(report)
    }
    if (!wished.transportCc && wished.remb && now - this.rembAt >= REMB_MS) {
      this.rembAt = now
      needs.send(writeRemb(this.own, CEILING_BITS_PER_SECOND, [media]))
    }
    if (now - this.reportAt >= REPORT_MS) {
      this.reportAt = now
      needs.send(this.reception.write(now))
    }
  }
}
