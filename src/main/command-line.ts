/** What the command line asks for. Everything else about a site is in its settings. */
export interface CommandLine {
  /** Number of simulated docks: go straight to a demo wall. */
  demo?: number
  /** Settings file of an unattended install; read, never written. */
  settingsFile?: string
  /** Wall file of an unattended install; read, never written. */
  wallFile?: string
  /** Write a PNG of the wall here when the time is up. */
  screenshotFile?: string
  /** Seconds until the app ends by itself. */
  exitAfter?: number
  /** How often in a row the app has restarted itself after a defect; it says so to itself. */
  restarted?: number
}

const DEMO_DOCKS = 6
const MAX_DEMO_DOCKS = 25

/**
 * Reads `--demo[=1-25]`, `--settings=FILE`, `--wall=FILE`, `--screenshot=FILE` and
 * `--exit-after=SECONDS`. Other switches belong to Chromium and are left alone.
 * @returns the wishes, or a sentence that says which switch is wrong.
 */
export function readCommandLine(argv: readonly string[]): CommandLine | { problem: string } {
  const line: CommandLine = {}
  for (const argument of argv) {
    const match = /^--([a-z-]+)(?:=(.*))?$/s.exec(argument)
    if (match === null) continue
    const [, name, value] = match
    const problem = take(line, name ?? '', value)
    if (problem !== undefined) return { problem }
  }
  return line
}

function take(line: CommandLine, name: string, value: string | undefined): string | undefined {
  switch (name) {
    case 'demo': {
      const docks = value === undefined ? DEMO_DOCKS : Number(value)
      if (!Number.isInteger(docks) || docks < 1 || docks > MAX_DEMO_DOCKS)
        return `--demo takes a number of docks from 1 to ${MAX_DEMO_DOCKS}, not ${value}`
      line.demo = docks
      return undefined
    }
    case 'exit-after': {
      const seconds = Number(value)
      if (value === undefined || !(seconds > 0)) return '--exit-after takes a number of seconds'
      line.exitAfter = seconds
      return undefined
    }
    case 'restarted':
      if (/^\d{1,4}$/.test(value ?? '')) line.restarted = Number(value)
      return undefined
    case 'settings':
      return file(name, value, (path) => (line.settingsFile = path))
    case 'wall':
      return file(name, value, (path) => (line.wallFile = path))
    case 'screenshot':
      return file(name, value, (path) => (line.screenshotFile = path))
    default:
      return undefined
  }
}

function file(
  name: string,
  value: string | undefined,
  keep: (path: string) => void,
): string | undefined {
  if (value === undefined || value === '') return `--${name} takes the name of a file`
  keep(value)
  return undefined
}
