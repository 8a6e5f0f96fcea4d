import { LOG_LEVELS, type LogLevel, type LogLine } from './log-line'
import { Redactor } from './redactor'
import { RepeatCounter } from './repeat-counter'

/** Where finished lines go. Must not throw. */
export type LogSink = (line: LogLine) => void

export interface Logger {
  /** `facts` are appended as compact JSON; errors inside give their message and code. */
  error(text: string, facts?: unknown): void
  warn(text: string, facts?: unknown): void
  info(text: string, facts?: unknown): void
  debug(text: string, facts?: unknown): void
}

interface LogOptions {
  sink: LogSink
  level?: LogLevel
  /** Milliseconds, any monotonic or wall clock. */
  now: () => number
}

const MAX_TEXT = 4096
const MAX_HELD = 200

/**
 * The log of a process: levels, redaction and counting in front of a sink. Until `open` is called
 * lines are held, at most a few hundred, so that what happens before the log folder is known is not
 * lost.
 */
export class Log {
  readonly #redactor = new Redactor()
  readonly #held: LogLine[] = []
  #repeats: RepeatCounter | undefined
  #sink: LogSink = (line) => {
    if (this.#held.length < MAX_HELD) this.#held.push(line)
  }
  #level = LOG_LEVELS.indexOf('info')

  /** Send lines to `sink` from now on; held lines go first. */
  open({ sink, level = 'info', now }: LogOptions): void {
    this.#level = LOG_LEVELS.indexOf(level)
    this.#sink = sink
    this.#repeats = new RepeatCounter(now)
    for (const line of this.#held.splice(0)) this.#sink(line)
  }

  /** Keep this value out of every later line. Values too short to be told from plain text are ignored. */
  addSecret(value: string): void {
    this.#redactor.register(value)
  }

  /** The text without secrets. */
  redact(text: string): string {
    return this.#redactor.redact(text)
  }

  /** Report what was counted; call once a second, and once at the end. */
  flush(): void {
    for (const line of this.#repeats?.flush() ?? []) this.#sink(line)
  }

  logger(area: string): Logger {
    const write = (level: LogLevel) => (text: string, facts?: unknown) =>
      this.#write({ level, area, text }, facts)
    return {
      error: write('error'),
      warn: write('warn'),
      info: write('info'),
      debug: write('debug'),
    }
  }

  #write(line: LogLine, facts: unknown): void {
    if (LOG_LEVELS.indexOf(line.level) > this.#level) return
    const whole = facts === undefined ? line.text : `${line.text} ${readable(facts)}`
    // Cut after redaction: a cut secret would no longer be recognised.
    const clean = onOneLine(this.#redactor.redact(whole.slice(0, 2 * MAX_TEXT))).slice(0, MAX_TEXT)
    const finished = { ...line, text: clean }
    if (this.#repeats === undefined || this.#repeats.pass(finished)) this.#sink(finished)
  }
}

const readable = (facts: unknown): string => {
  if (facts instanceof Error) return errorText(facts)
  try {
    return (
      JSON.stringify(facts, (_key, value: unknown) =>
        value instanceof Error ? errorText(value) : value,
      ) ?? String(facts)
    )
  } catch {
    return '[facts that cannot be written]'
  }
}

const errorText = (error: Error): string => {
  const code = 'code' in error ? error.code : undefined
  return typeof code === 'string' || typeof code === 'number'
    ? `${error.message} (${code})`
    : error.message
}

// Bytes from outside must not forge lines or steer a terminal.
const onOneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
