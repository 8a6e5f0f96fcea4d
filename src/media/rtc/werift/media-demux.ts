import { uint16 } from '@protocol/big-endian'
import { readRtpPacket, type RtpPacket } from '@protocol/rtp/rtp-packet'
import { readRtcp } from '@protocol/rtp/rtcp'
import { repeatedPacket } from '@protocol/rtp/rtx'
import type { OfferedVideo } from '@protocol/sdp/offered-video'
import type { SrtpKeys } from './dtls-link'
import { RtcpFeedback } from './rtcp-feedback'

export interface MediaDemuxNeeds {
  video: OfferedVideo
  keys: SrtpKeys
  /** Sends a datagram. */
  send(bytes: Buffer): void
  packet(packet: RtpPacket): void
  /** Milliseconds by a steady clock. */
  clock(): number
}

/** SSRCs of one publisher; each costs some state in the decryption. */
const MAX_SSRCS = 32
/** After this long without a packet of the SSRC in use another one may take its place. */
const MOVED_MS = 1000

const isRtcp = (bytes: Buffer): boolean => {
  const type = bytes[1] ?? 0
  return type >= 192 && type <= 223
}

/** Takes SRTP and SRTCP apart: finds the video among what a publisher sends and answers with RTCP. */
export class MediaDemux {
  private readonly ssrcs = new Set<number>()
  private readonly repairs = new Map<number, number>()
  private readonly payloads: ReadonlySet<number>
  private media: number | undefined
  private heardAt = 0
  private feedback: RtcpFeedback | undefined
  private readonly own = 1 + Math.floor(Math.random() * 0xfffffffe)

  constructor(private readonly needs: MediaDemuxNeeds) {
    const { h264 } = needs.video
    this.payloads = new Set(h264.map(({ payloadType }) => payloadType))
    for (const { rtx, payloadType } of h264)
      if (rtx !== undefined) this.repairs.set(rtx, payloadType)
  }

  demandKey(): void {
    this.feedback?.demandKey()
  }

  /** To be called every ten milliseconds or so. */
  tick(): void {
    this.feedback?.tick(this.needs.clock())
  }

  /** Takes a datagram; what does not decrypt is nothing. */
  receive(bytes: Buffer): void {
    if (bytes.length < 12) return
    try {
      if (isRtcp(bytes)) this.takeRtcp(this.needs.keys.srtcp.decrypt(bytes))
      else this.takeRtp(bytes)
    } catch {
      // Somebody else's datagram, a replay or a damaged one.
    }
  }

  private takeRtp(bytes: Buffer): void {
    const ssrc = bytes.readUInt32BE(8)
    if (!this.ssrcs.has(ssrc) && this.ssrcs.size >= MAX_SSRCS) return
    const packet = readRtpPacket(this.needs.keys.srtp.decrypt(bytes))
    if (!packet) return
    this.ssrcs.add(ssrc)
    const now = this.needs.clock()
    const { payloadType } = packet
    if (this.payloads.has(payloadType)) this.takeVideo(packet, false, now)
    else if (this.repairs.has(payloadType)) this.takeRepeat(packet, now)
    const { transportCc } = this.needs.video
    const number = transportCc === undefined ? undefined : packet.extensions.get(transportCc)
    if (number && number.length >= 2) this.feedback?.numbered(uint16(number, 0), now)
  }

  private takeRepeat(repeat: RtpPacket, now: number): void {
    const ssrc = this.media
    const payloadType = this.repairs.get(repeat.payloadType)
    if (ssrc === undefined || payloadType === undefined) return
    const packet = repeatedPacket(repeat, { payloadType, ssrc })
    if (packet) this.takeVideo(packet, true, now)
  }

  private takeVideo(packet: RtpPacket, repeated: boolean, now: number): void {
    if (packet.ssrc !== this.media && !this.follow(packet.ssrc, now)) return
    if (!repeated) this.heardAt = now
    this.feedback?.arrived(packet, repeated, now)
    this.needs.packet(packet)
  }

  /** One SSRC at a time: the first, and another one when that is silent (a camera was changed). */
  private follow(ssrc: number, now: number): boolean {
    if (this.media !== undefined && now - this.heardAt < MOVED_MS) return false
    this.media = ssrc
    const { transportCc, remb, nack } = this.needs.video
    this.feedback = new RtcpFeedback(this.own, {
      media: ssrc,
      wished: { transportCc: transportCc !== undefined, remb, nack },
      send: (rtcp) => this.needs.send(this.needs.keys.srtcp.encrypt(Buffer.from(rtcp))),
    })
    return true
  }

  private takeRtcp(bytes: Buffer): void {
    for (const packet of readRtcp(bytes))
      if (packet.kind === 'sender-report' && packet.ssrc === this.media)
        this.feedback?.senderReport(packet.ntp, this.needs.clock())
  }
}
