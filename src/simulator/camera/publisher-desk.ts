import type { MessagePortMain } from 'electron'
import type {
  PublisherOrder,
  PublisherOutput,
  PublisherPace,
} from '../camera-page/publisher-contract'
import type { Publication, Publisher, PublisherListener } from '../push/camera-source'

interface OpenPublisher {
  camera: number
  pace: PublisherPace
  listener: PublisherListener
}

/** The peer connections in the camera page, as seen from here. */
export class PublisherDesk {
  private readonly publishers = new Map<number, OpenPublisher>()
  private port: MessagePortMain | undefined
  private count = 0

  /** The page is there. */
  connect(port: MessagePortMain): void {
    this.port = port
    port.on('message', ({ data }: { data: unknown }) => this.hear(data as PublisherOutput))
    port.start()
  }

  /** The page is gone, and every connection with it. */
  disconnect(): void {
    this.port?.close()
    this.port = undefined
    const lost = [...this.publishers.values()]
    this.publishers.clear()
    for (const { listener } of lost) listener.state('gone')
  }

  /** A connection with the pictures of a camera in it. */
  open(
    camera: number,
    rate: Pick<PublisherPace, 'bitrate' | 'fps'>,
    publication: Publication,
    listener: PublisherListener,
  ): Publisher {
    const publisher = ++this.count
    const pace: PublisherPace = { bitrate: rate.bitrate, fps: rate.fps, active: true }
    this.publishers.set(publisher, { camera, pace, listener })
    const { profile, audio, lag = 0 } = publication
    this.order({ kind: 'open', publisher, camera, lag, profile, audio, pace })
    return {
      answer: (sdp) => this.order({ kind: 'answer', publisher, sdp }),
      activate: (active) => this.setPace(publisher, { active }),
      close: () => this.close(publisher),
    }
  }

  /** A camera is to be encoded otherwise. */
  change(camera: number, { bitrate, fps }: Pick<PublisherPace, 'bitrate' | 'fps'>): void {
    for (const [number, publisher] of this.publishers)
      if (publisher.camera === camera) this.setPace(number, { bitrate, fps })
  }

  /** A camera is closed. */
  closeOf(camera: number): void {
    for (const [number, publisher] of this.publishers)
      if (publisher.camera === camera) this.close(number)
  }

  private setPace(number: number, changed: Partial<PublisherPace>): void {
    const publisher = this.publishers.get(number)
    if (publisher === undefined) return
    publisher.pace = { ...publisher.pace, ...changed }
    this.order({ kind: 'pace', publisher: number, pace: publisher.pace })
  }

  private close(publisher: number): void {
    if (this.publishers.delete(publisher)) this.order({ kind: 'close', publisher })
  }

  private order(order: PublisherOrder): void {
    this.port?.postMessage(order)
  }

  private hear(output: PublisherOutput): void {
    const listener = this.publishers.get(output.publisher)?.listener
    if (output.kind === 'offer') listener?.offer(output.sdp)
    else listener?.state(output.state)
  }
}
