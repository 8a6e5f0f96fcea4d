import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What died, and what is known of it. */
export interface Crash {
  /** `main`, `window`, or the name of the process. */
  what: string
  /** Why, in the words of whoever noticed. */
  reason: string
  exitCode?: number
  /** Of an error; shows where in the program, never what was worked on. */
  stack?: string
}

export interface CrashFolderOptions {
  folder: string
  /** Names and numbers of versions. */
  versions: Readonly<Record<string, string>>
  /** The last lines of the log, already without secrets. */
  lines: () => string[]
  /** Takes secrets out of text. */
  redact: (text: string) => string
  now: () => number
  /** Reports, and memory images, that are kept. */
  most?: number
}

const MOST = 20
const MAX_STACK = 16_384

/**
 * Crash reports on this computer: a small JSON file for each crash, and the memory images that
 * Electron's crash reporter puts beside them. Nothing is ever sent. The folder is readable by this
 * user only and holds a bounded number of files, the newest.
 */
export class CrashFolder {
  constructor(private readonly options: CrashFolderOptions) {
    this.quietly(() => mkdirSync(options.folder, { recursive: true, mode: 0o700 }))
  }

  /** Writes a report at once, for a process that may be about to end. Never throws. */
  keep({ what, reason, exitCode, stack }: Crash): void {
    const { folder, versions, lines, redact, now } = this.options
    const at = new Date(now()).toISOString()
    const report = {
      what,
      reason: redact(reason),
      ...(exitCode === undefined ? {} : { exitCode }),
      at,
      versions,
      ...(stack === undefined ? {} : { stack: redact(stack.slice(0, MAX_STACK)).split('\n') }),
      lines: lines(),
    }
    const name = `${at.replaceAll(':', '-')}-${what.replaceAll(/[^\w-]+/g, '-')}.json`
    this.quietly(() =>
      writeFileSync(join(folder, name), `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 }),
    )
    this.tidy()
  }

  /** Takes away the oldest files beyond the bound. */
  tidy(): void {
    const { folder, most = MOST } = this.options
    const files = this.files(folder)
    for (const ending of ['.json', '.dmp'])
      for (const { path } of files.filter(({ path }) => path.endsWith(ending)).slice(most))
        this.quietly(() => rmSync(path, { force: true }))
  }

  /** All files below a folder, newest first. */
  private files(folder: string): { path: string; at: number }[] {
    const found: { path: string; at: number }[] = []
    this.quietly(() => {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        const path = join(folder, name)
        const status = statSync(path, { throwIfNoEntry: false })
        if (status?.isFile() === true) found.push({ path, at: status.mtimeMs })
      }
    })
    return found.sort((a, b) => b.at - a.at || b.path.localeCompare(a.path))
  }

  /** A disk that is full or read-only must not make a crash worse. */
  private quietly(act: () => void): void {
    try {
      act()
    } catch {
      // The log says what happened; the report is only missing.
    }
  }
}
