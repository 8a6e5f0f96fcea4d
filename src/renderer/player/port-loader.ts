import type Mpegts from 'mpegts.js'
import type { FlvSource } from './flv-source'

/** The class that mpegts.js makes its loader from: bytes from a port instead of a URL. */
export function portLoader(
  mpegts: typeof Mpegts,
  source: FlvSource,
): Mpegts.CustomLoaderConstructor {
  return class extends mpegts.BaseLoader {
    #received = 0

    constructor() {
      super('port')
    }

    override open(): void {
      this._status = mpegts.LoaderStatus.kBuffering
      source.read((chunk) => {
        if (!this.isWorking()) return
        const start = this.#received
        this.#received += chunk.byteLength
        this.onDataArrival(chunk, start, this.#received)
      })
    }

    override abort(): void {
      this._status = mpegts.LoaderStatus.kComplete
    }
  }
}
