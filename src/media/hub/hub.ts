import type { IngestMeter } from '@shared/stream'
import { HubStream } from './hub-stream'

/** All streams by name. A stream exists while somebody publishes or watches it. */
export class Hub {
  private readonly streams = new Map<string, HubStream>()

  /** `now` gives milliseconds since the epoch. */
  constructor(private readonly now: () => number) {}

  /** The stream of that name, made when it is new. Publish or watch it at once, or it is forgotten. */
  stream(name: string): HubStream {
    const known = this.streams.get(name)
    if (known) return known
    const stream = new HubStream(this.now)
    this.streams.set(name, stream)
    return stream
  }

  /** What came in since the last reading; forgets idle streams. */
  meters(): Record<string, IngestMeter> {
    const meters: Record<string, IngestMeter> = {}
    for (const [name, stream] of this.streams) {
      if (stream.idle) this.streams.delete(name)
      else meters[name] = stream.read(this.now())
    }
    return meters
  }
}
