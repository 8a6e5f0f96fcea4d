import type { RtpPacket } from '@protocol/rtp/rtp-packet'
import type { WhipOffer } from '@protocol/sdp/whip-offer'

/** What an engine tells about one publisher. Nothing comes after `ended`, and nothing after `close`. */
export interface EngineEvents {
  /** The way is open and the publisher is the one that made the offer. */
  connected(): void
  /** A packet of the publisher's H.264, repeats under the number they repeat. */
  packet(packet: RtpPacket): void
  ended(reason: string): void
}

/** One publisher's WebRTC transport. */
export interface EngineSession {
  /** The answer, whole: nothing is trickled. */
  readonly answer: string
  /** The publisher asks for repeats, so that waiting for a missing packet makes sense. */
  readonly repeats: boolean
  /** Asks for a key picture now. */
  demandKey(): void
  /** Frees everything; resolves when the port is free. */
  close(): Promise<void>
}

/**
 * A WebRTC implementation that receives: takes an offer, gives an answer that needs no second step,
 * and then RTP. Another one can take its place.
 */
export interface WhipEngine {
  /**
   * `addresses`: IP addresses to name, best first. `no-port`: every UDP port of the range is in use.
   */
  accept(
    offer: WhipOffer,
    addresses: readonly string[],
    events: EngineEvents,
  ): Promise<EngineSession | 'no-port'>
  /** For sessions to come. */
  usePorts(place: { host: string; from: number; to: number }): void
}
