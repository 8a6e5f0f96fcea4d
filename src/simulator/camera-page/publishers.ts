import { PeerPublisher } from './peer-publisher'
import type { PublisherOrder, PublisherOutput } from './publisher-contract'
import type { TrackOrder } from './track-order'

/**
 * Runs the peer connections that the other end of `port` asks for. Workers have none, so they are
 * the one thing that lives in the page itself.
 * @param worker paints what they send.
 */
export function servePublishers(port: MessagePort, worker: Worker): void {
  const publishers = new Map<number, PeerPublisher>()
  const say = (output: PublisherOutput): void => port.postMessage(output)
  const tell = (order: TrackOrder, handed: Transferable[] = []): void =>
    worker.postMessage(order, handed)
  port.onmessage = (event: MessageEvent<PublisherOrder>) => {
    const order = event.data
    const { publisher: number } = order
    const publisher = publishers.get(number)
    switch (order.kind) {
      case 'open': {
        const opened = new PeerPublisher(order, say)
        publishers.set(number, opened)
        const { camera, lag } = order
        const { pictures } = opened
        tell({ kind: 'track', publisher: number, camera, lag, pictures }, [pictures])
        break
      }
      case 'pace':
        publisher?.setPace(order.pace)
        break
      case 'answer':
        publisher?.answer(order.sdp)
        break
      case 'close':
        tell({ kind: 'untrack', publisher: number })
        publisher?.close()
        publishers.delete(number)
    }
  }
}
