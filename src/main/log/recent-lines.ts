import type { LogSink } from './log'
import type { LogLine } from './log-line'

const MOST = 100

/** Keeps the last lines of a log, for a report of what came before a crash. */
export class RecentLines {
  readonly #lines: string[] = []

  constructor(private readonly now: () => number) {}

  /** A sink that also keeps. */
  tee(sink: LogSink): LogSink {
    return (line) => {
      this.#keep(line)
      sink(line)
    }
  }

  all(): string[] {
    return [...this.#lines]
  }

  #keep({ level, area, text }: LogLine): void {
    this.#lines.push(`${new Date(this.now()).toISOString()} ${level} ${area}: ${text}`)
    if (this.#lines.length > MOST) this.#lines.shift()
  }
}
