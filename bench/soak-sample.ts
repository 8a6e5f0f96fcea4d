import { writeFileSync, appendFileSync } from 'node:fs'
import type { ProcessKind } from './process-kinds'

/** One minute of a soak. */
export interface SoakSample {
  /** Minutes since the start. */
  minute: number
  /** Age of the pictures on the glass over all tiles, milliseconds. */
  age: { median: number; p95: number; max: number }
  mebibytes: Record<ProcessKind, number>
  cores: number
  /** Pictures a second and tile that the page showed since the sample before. */
  shown: number
  /** Units thrown away at the ingest, over all streams. */
  dropped: number
  /** Times that the media process or the page was another than before. */
  restarts: number
  /** Times that a tile said that its picture stands still or is black, which none does. */
  alarms: number
  /** What was done to the wall since the sample before, and how long until it was live again. */
  hiccup?: Hiccup
}

export interface Hiccup {
  kind: 'stall' | 'hidden'
  /** Milliseconds it lasted. */
  lasted: number
  /** Milliseconds from its end until every tile showed what is now; undefined when none did. */
  live: number | undefined
}

/** JSON lines on disk, so that a soak that is cut short has left what it saw. */
export class SoakLog {
  readonly samples: SoakSample[] = []

  constructor(private readonly file: string) {
    writeFileSync(file, '')
  }

  add(sample: SoakSample): void {
    this.samples.push(sample)
    appendFileSync(this.file, `${JSON.stringify(sample)}\n`)
  }
}

export const totalMebibytes = ({ mebibytes }: SoakSample): number =>
  Object.values(mebibytes).reduce((a, b) => a + b, 0)
