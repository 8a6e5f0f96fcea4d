/** Pictures that a camera should have taken between two that it took. */
export interface PaceGap {
  /** When the pictures before and after the gap were drawn, milliseconds since the epoch. */
  from: number
  to: number
  pictures: number
}

const US_PER_MS = 1000

/** Notices when a camera does not keep its pace, as on a machine with too much to do. */
export class PaceWatch {
  private last: number | undefined

  /** @param time of a picture in microseconds since the epoch. @param fps the camera's pace. */
  took(time: number, fps: number): PaceGap | undefined {
    const { last } = this
    this.last = time
    if (last === undefined) return undefined
    const pictures = Math.round(((time - last) * fps) / 1e6) - 1
    if (pictures <= 0) return undefined
    return { from: Math.round(last / US_PER_MS), to: Math.round(time / US_PER_MS), pictures }
  }
}
