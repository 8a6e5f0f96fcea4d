import { NAL, nalType } from '../h264/nal-units'
import { readH264Payload, type H264Piece } from './h264-payload'
import { PictureAssembly } from './picture-assembly'
import { ReorderWindow, type OrderedPacket } from './reorder-window'
import type { RtpPacket } from './rtp-packet'

/** One whole picture. The NAL units may be views of packets: copy what is to be kept. */
export interface RtpPicture {
  nals: Uint8Array[]
  /** The RTP timestamp as it came: 90 kHz, 32 bits, wraps around (see WrapCounter). */
  timestamp: number
  /** It can be decoded without any picture before it. */
  key: boolean
}

const DEFAULT_PATIENCE_MS = 250
const MAX_CARRIED = 16

/**
 * Makes pictures of the H.264 packets of one SSRC and payload type (RFC 6184, packetization modes 0
 * and 1). What was lost is not guessed at: after a loss nothing comes until the next key picture,
 * and `needsKey` is true, so that somebody asks the publisher for one.
 */
export class H264Depacketizer {
  /** Pictures thrown away, because of a loss in them or before them. */
  dropped = 0
  /** Packets whose payload is no H.264 of these modes. */
  malformed = 0
  private readonly window: ReorderWindow
  private open: PictureAssembly | undefined
  private awaitsKey = true
  private afterGap = true
  private carried: Uint8Array[] = []
  private lastClosed: number | undefined
  private markersLie = false
  private keysBringSps = false

  /** `patienceMs`: how long to wait for a missing packet; more than a round trip, or none without RTX. */
  constructor({ patienceMs = DEFAULT_PATIENCE_MS }: { patienceMs?: number } = {}) {
    this.window = new ReorderWindow(patienceMs)
  }

  /** Packets that never came. */
  get lost(): number {
    return this.window.lost
  }

  /** True from the beginning and after a loss, until a key picture came. */
  get needsKey(): boolean {
    return this.awaitsKey
  }

  /** Takes a packet that arrived at `now` (ms, any clock that does not run backwards). */
  take(packet: RtpPacket, now: number): RtpPicture[] {
    return this.window.take(packet, now).flatMap((ordered) => this.inOrder(ordered))
  }

  /** Stops waiting for what is overdue; to be called some ten times a second. */
  tick(now: number): RtpPicture[] {
    return this.window.tick(now).flatMap((ordered) => this.inOrder(ordered))
  }

  private inOrder({ packet, gap }: OrderedPacket): RtpPicture[] {
    if (gap) this.miss()
    if (packet.payload.length === 0) return []
    const pictures: RtpPicture[] = []
    if (this.open && this.open.timestamp !== packet.timestamp) pictures.push(...this.close())
    const pieces = readH264Payload(packet.payload)
    if (!pieces) this.malformed++
    const picture = this.openAt(packet.timestamp, pieces?.[0])
    for (const piece of pieces ?? []) picture.add(piece)
    if (!pieces) picture.spoil()
    if (packet.marker && !this.markersLie) pictures.push(...this.close())
    return pictures
  }

  private miss(): void {
    this.open?.spoil()
    this.afterGap = true
    this.awaitsKey = true
  }

  private openAt(timestamp: number, first: H264Piece | undefined): PictureAssembly {
    if (this.open) return this.open
    const picture = new PictureAssembly(timestamp, this.carried)
    this.carried = []
    const head = first !== undefined && beginsPicture(first)
    picture.followsGap = this.afterGap
    if (this.afterGap && !head) picture.spoil()
    if (!this.afterGap && !head && timestamp === this.lastClosed && isSlice(first)) {
      // The marker of the packet before was not the picture's end: RFC 6184 section 5.1 is ignored.
      this.markersLie = true
      this.awaitsKey = true
      picture.spoil()
    }
    this.afterGap = false
    return (this.open = picture)
  }

  private close(): RtpPicture[] {
    const picture = this.open
    this.open = undefined
    if (!picture) return []
    picture.finish()
    if (picture.followsGap && this.keysBringSps && !picture.bringsSps) picture.spoil()
    const { nals, timestamp, key, broken, hasSlice } = picture
    const whole = hasSlice && !broken
    if (whole && key) this.keysBringSps = picture.bringsSps
    if (hasSlice) this.lastClosed = timestamp
    if (broken) this.awaitsKey = true
    if (whole && (key || !this.awaitsKey)) {
      this.awaitsKey = false
      return [{ nals, timestamp, key }]
    }
    if (hasSlice || broken) this.dropped++
    this.carried = picture.parameterSets().slice(-MAX_CARRIED)
    return []
  }
}

const isSlice = (piece: H264Piece | undefined): boolean => {
  if (!piece) return false
  const type = piece.kind === 'nal' ? nalType(piece.nal) : piece.header & 0x1f
  return type >= NAL.slice && type <= NAL.idr
}

/** Nothing of the picture came before: first_mb_in_slice is zero, or it is what precedes slices. */
const beginsPicture = (piece: H264Piece): boolean => {
  if (!isSlice(piece)) return piece.kind === 'nal' || piece.start
  const firstByte = piece.kind === 'nal' ? piece.nal[1] : piece.start ? piece.data[0] : 0
  return ((firstByte ?? 0) & 0x80) !== 0
}
