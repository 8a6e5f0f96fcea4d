import type { OutletMessage } from '../src/shared/media-contract'
import type { OutletPort } from '../src/media/outlet/outlet-port'

/** A picture as a viewer got it. Times in milliseconds since the epoch. */
export interface SeenPicture {
  at: number
  key: boolean
  bytes: number
  /** Whether its NAL units fill it exactly. */
  whole: boolean
}

const LENGTH_BYTES = 4

/** One viewer of a stream: both ends of what is a message port in the app. */
export class WatchedStream implements OutletPort {
  readonly pictures: SeenPicture[] = []
  readonly flv: Uint8Array[] = []
  private taken: ((event: { data: unknown }) => void) | undefined
  private messages = 0

  postMessage(message: OutletMessage): void {
    if (message.kind === 'flv') this.flv.push(message.data)
    if (message.kind === 'unit') {
      const { key, data } = message.unit
      this.pictures.push({ at: Date.now(), key, bytes: data.length, whole: isWhole(data) })
    }
    // As players do: whoever says nothing is sent nothing after a while.
    this.taken?.({ data: { kind: 'taken', count: ++this.messages } })
  }

  on(event: 'message' | 'close', listener: (event: { data: unknown }) => void): void {
    if (event === 'message') this.taken = listener
  }

  start(): void {}
  close(): void {}
}

function isWhole(unit: Uint8Array): boolean {
  const view = new DataView(unit.buffer, unit.byteOffset, unit.byteLength)
  let at = 0
  while (at + LENGTH_BYTES < unit.length) at += LENGTH_BYTES + view.getUint32(at)
  return at === unit.length && at > 0
}
