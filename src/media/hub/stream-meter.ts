import type { AccessUnit } from '@shared/access-unit'
import type { IngestMeter } from '@shared/stream'

const BITS = 8

/** Counts what comes in on one stream and says it once a second. */
export class StreamMeter {
  private bytes = 0
  private pictures = 0
  private width = 0
  private height = 0
  private lastUnit = 0
  private lastKey = 0
  private dropped = 0
  private since: number

  constructor(now: number) {
    this.since = now
  }

  /** A publisher came: the counts of the one before are history. */
  restart(): void {
    this.width = 0
    this.height = 0
    this.lastUnit = 0
    this.lastKey = 0
    this.dropped = 0
  }

  unit({ data, config, arrived, key }: AccessUnit): void {
    this.bytes += data.length
    this.pictures++
    this.lastUnit = arrived
    if (key) this.lastKey = arrived
    if (config) {
      this.width = config.width
      this.height = config.height
    }
  }

  drop(): void {
    this.dropped++
  }

  /** The rates since the last reading; `now` in milliseconds since the epoch. */
  read(publishing: boolean, now: number): IngestMeter {
    const seconds = Math.max(now - this.since, 1) / 1000
    const { bytes, pictures, width, height, lastUnit, lastKey, dropped } = this
    this.since = now
    this.bytes = 0
    this.pictures = 0
    const bitrate = Math.round((bytes * BITS) / seconds)
    const fps = Math.round((pictures / seconds) * 10) / 10
    return { publishing, bitrate, fps, width, height, lastUnit, lastKey, dropped }
  }
}
