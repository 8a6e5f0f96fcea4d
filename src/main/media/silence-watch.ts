import type { Schedule } from './media-child'

const LOOK_MS = 1000
/** Looks in a row without a word. The process speaks each second. */
const PATIENCE = 5
/** Before its first word a process is loaded from a disk that may be slow. */
const PATIENCE_AT_START = 30

/**
 * Notices a process that lives and says nothing. Counts looks and not milliseconds: a machine that
 * slept or was too busy to look has missed the words as well.
 */
export class SilenceWatch {
  private patience = 0
  private quiet = 0
  private callOff: () => void = () => {}

  constructor(
    private readonly schedule: Schedule,
    private readonly silent: () => void,
  ) {}

  /** A process was started. */
  begin(): void {
    this.patience = PATIENCE_AT_START
    this.quiet = 0
    this.look()
  }

  heard(): void {
    this.patience = PATIENCE
    this.quiet = 0
  }

  end(): void {
    this.callOff()
  }

  private look(): void {
    this.callOff()
    this.callOff = this.schedule(() => {
      if (++this.quiet > this.patience) this.silent()
      else this.look()
    }, LOOK_MS)
  }
}
