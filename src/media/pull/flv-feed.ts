import { FlvReader } from '@protocol/flv/flv-reader'
import { VideoIngest } from '../video-ingest'
import type { PullEvents } from './pull-source'

/** Turns the FLV byte stream of one try into access units. */
export class FlvFeed {
  private readonly reader: FlvReader
  private unsupported = false

  /** `now` gives milliseconds since the epoch. */
  constructor(events: Pick<PullEvents, 'unit' | 'dropped'>, now: () => number) {
    const sink = {
      unit: events.unit,
      drop: () => {},
      unsupported: () => {
        this.unsupported = true
      },
    }
    const video = new VideoIngest(sink, now)
    this.reader = new FlvReader((body, timestamp) => {
      const problem = video.take(body, timestamp)
      if (problem) events.dropped(problem)
    })
  }

  /** Takes the next bytes. Gives why nothing more can be read, once that is so. */
  push(bytes: Uint8Array): string | undefined {
    const problem = this.reader.push(bytes)
    return this.unsupported ? 'codec-unsupported' : problem
  }
}
