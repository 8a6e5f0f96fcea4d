import type { StreamProblem } from '@protocol/h264/avc-stream'
import { H264Depacketizer, type RtpPicture } from '@protocol/rtp/h264-depacketizer'
import type { RtpPacket } from '@protocol/rtp/rtp-packet'
import { KeyPatience } from './key-patience'
import { PictureIngest, type PictureSink } from './picture-ingest'

export interface PictureReceiverNeeds {
  sink: PictureSink
  /** As far as the session description names them: some senders send none in band. */
  parameterSets: readonly Uint8Array[]
  /** The sender repeats what is missing, so that waiting for it makes sense. */
  repeats: boolean
  /** Milliseconds since the epoch. */
  now(): number
  /** Milliseconds by a clock that nobody sets. */
  clock(): number
  /** A key picture is needed; said as often as it seems so. */
  keyNeeded(): void
  /** A picture was thrown away. */
  problem(problem: StreamProblem): void
}

/** With repeats on their way, a picture waits for a round trip or two; else only for what was overtaken. */
const PATIENCE_MS = { repeats: 400, none: 60 } as const

/** From the packets of one sender's H.264 to access units: order, whole pictures, key pictures on loss. */
export class PictureReceiver {
  private readonly depacketizer: H264Depacketizer
  private readonly pictures: PictureIngest
  private readonly patience = new KeyPatience()

  constructor(private readonly needs: PictureReceiverNeeds) {
    const patienceMs = needs.repeats ? PATIENCE_MS.repeats : PATIENCE_MS.none
    this.depacketizer = new H264Depacketizer({ patienceMs })
    this.pictures = new PictureIngest(needs.sink, needs.parameterSets, () => needs.now())
  }

  take(packet: RtpPacket): void {
    const now = this.needs.clock()
    this.put(this.depacketizer.take(packet, now))
    if (!this.depacketizer.needsKey) this.patience.met()
    else if (this.patience.ask(packet.payload, now)) this.needs.keyNeeded()
  }

  /** Stops waiting for packets that are overdue; to be called some ten times a second. */
  catchUp(): void {
    this.put(this.depacketizer.tick(this.needs.clock()))
  }

  private put(pictures: readonly RtpPicture[]): void {
    for (const picture of pictures) {
      const problem = this.pictures.take(picture)
      if (problem === undefined) continue
      this.needs.problem(problem)
      this.needs.keyNeeded()
    }
  }
}
