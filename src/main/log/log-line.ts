export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** One finished line: secrets are out, repeats are counted, control characters are gone. */
export interface LogLine {
  level: LogLevel
  area: string
  text: string
}
