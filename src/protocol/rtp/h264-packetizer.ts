import { ByteWriter } from '../byte-writer'
import { nalType } from '../h264/nal-units'
import { nextSequence } from './sequence'
import type { RtpPacket } from './rtp-packet'

const STAP_A = 24
const FU_A = 28
const FU_HEADER_BYTES = 2
/** Leaves room for SRTP, UDP and IP within the 1280 bytes that every path carries. */
const DEFAULT_PAYLOAD_BYTES = 1188

export interface PacketizerOptions {
  payloadType: number
  ssrc: number
  /** Of the first packet. */
  sequence?: number
  maxPayload?: number
}

/**
 * Makes RTP packets of access units, packetization mode 1 (RFC 6184): small NAL units next to each
 * other go into one STAP-A, large ones into FU-A fragments. Used by the simulator and by tests.
 */
export class H264Packetizer {
  private sequence: number
  private readonly maxPayload: number

  constructor(private readonly options: PacketizerOptions) {
    this.sequence = options.sequence ?? 0
    this.maxPayload = options.maxPayload ?? DEFAULT_PAYLOAD_BYTES
  }

  /** The packets of one picture with its RTP timestamp; the last one carries the marker. */
  packets(nals: readonly Uint8Array[], timestamp: number): RtpPacket[] {
    const payloads = this.payloads(nals.filter(({ length }) => length > 0))
    return payloads.map((payload, at) => {
      const sequence = this.sequence
      this.sequence = nextSequence(sequence)
      const { payloadType, ssrc } = this.options
      const marker = at === payloads.length - 1
      const extensions = new Map<number, Uint8Array>()
      return { payloadType, ssrc, sequence, timestamp, marker, payload, extensions }
    })
  }

  private payloads(nals: readonly Uint8Array[]): Uint8Array[] {
    const payloads: Uint8Array[] = []
    let group: Uint8Array[] = []
    let size = 1
    const flush = () => {
      const [first] = group
      if (first) payloads.push(group.length === 1 ? first : aggregate(group))
      group = []
      size = 1
    }
    for (const nal of nals) {
      if (size + 2 + nal.length > this.maxPayload) flush()
      if (nal.length > this.maxPayload) payloads.push(...this.fragments(nal))
      else {
        group.push(nal)
        size += 2 + nal.length
      }
    }
    flush()
    return payloads
  }

  private fragments(nal: Uint8Array): Uint8Array[] {
    const payloads: Uint8Array[] = []
    const room = this.maxPayload - FU_HEADER_BYTES
    const indicator = ((nal[0] ?? 0) & 0xe0) | FU_A
    for (let at = 1; at < nal.length; at += room) {
      const start = at === 1 ? 0x80 : 0
      const end = at + room >= nal.length ? 0x40 : 0
      const writer = new ByteWriter().uint8(indicator).uint8(start | end | nalType(nal))
      payloads.push(writer.put(nal.subarray(at, at + room)).finish())
    }
    return payloads
  }
}

/** RFC 6184 section 5.7.1: the highest importance of those inside. */
const aggregate = (nals: readonly Uint8Array[]): Uint8Array => {
  const importance = Math.max(...nals.map((nal) => (nal[0] ?? 0) & 0x60))
  const writer = new ByteWriter().uint8(importance | STAP_A)
  for (const nal of nals) writer.uint16(nal.length).put(nal)
  return writer.finish()
}
