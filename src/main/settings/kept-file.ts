import { readFileSync, renameSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Fault, FaultCode } from '@shared/fault'
import writeFileAtomic from 'write-file-atomic'
import { createLogger } from '../log/create-logger'

const log = createLogger('settings')
const MAX_BYTES = 4 * 1024 * 1024

export interface KeptFileOptions {
  path: string
  /** True for a file that the command line named: it is read and never written. */
  unattended?: boolean
  /** Told each fault; those of the first read are in `faults` too. */
  onFault?: (fault: Fault) => void
  now: () => number
}

/**
 * One JSON file that is read at start and replaced atomically. A file that cannot be used is moved
 * to `NAME.broken-<time>.json` and reported as `brokenCode`; when it cannot be moved nothing is
 * written over it.
 */
export class KeptFile {
  /** Faults met so far, the newest of each kind. */
  readonly faults: Fault[] = []
  readonly #options: KeptFileOptions
  readonly #brokenCode: FaultCode
  #saves: boolean
  #next: string | undefined
  #writing: Promise<void> | undefined

  constructor(options: KeptFileOptions, brokenCode: FaultCode) {
    this.#options = options
    this.#brokenCode = brokenCode
    this.#saves = options.unattended !== true
  }

  /** Read the file and hand its content to `use`, which gives a sentence when it is no good. */
  load(use: (content: unknown) => string | undefined): void {
    const { path, unattended, now } = this.#options
    const problem = this.#read(use)
    const absent = problem === 'ENOENT' || problem === 'ENOTDIR'
    if (problem === undefined || (absent && unattended !== true)) return
    const aside = this.#saves ? keepAside(path, now()) : undefined
    if (aside === undefined) this.#saves = false
    this.#fault(this.#brokenCode, `${basename(aside ?? path)}: ${problem}`)
  }

  /** Save in the background; of several waiting values only the newest is written. */
  save(value: unknown): void {
    if (!this.#saves) return
    this.#next = `${JSON.stringify(value, undefined, 2)}\n`
    this.#writing ??= this.#write()
  }

  /** Resolves when the newest value is on disk or has failed. */
  async settled(): Promise<void> {
    await this.#writing
  }

  #read(use: (content: unknown) => string | undefined): string | undefined {
    let content: unknown
    try {
      if (statSync(this.#options.path).size > MAX_BYTES) return 'too large'
      // Editors on Windows put a byte order mark in front.
      content = JSON.parse(readFileSync(this.#options.path, 'utf8').replace(/^\uFEFF/, ''))
    } catch (error) {
      // The text of a syntax error quotes the file, and that may be a secret.
      return codeOf(error) ?? 'not JSON'
    }
    return use(content)
  }

  async #write(): Promise<void> {
    const { path } = this.#options
    while (this.#next !== undefined) {
      const text = this.#next
      this.#next = undefined
      try {
        await mkdir(dirname(path), { recursive: true })
        await writeFileAtomic(path, text)
      } catch (error) {
        this.#fault('settings-unwritable', `${path} (${codeOf(error) ?? 'unknown'})`)
      }
    }
    this.#writing = undefined
  }

  #fault(code: FaultCode, detail: string): void {
    const fault: Fault = { code, at: this.#options.now(), detail }
    log.error(code, { detail })
    const known = this.faults.findIndex((other) => other.code === code)
    if (known >= 0) this.faults.splice(known, 1)
    this.faults.push(fault)
    this.#options.onFault?.(fault)
  }
}

const keepAside = (path: string, now: number): string | undefined => {
  const time = new Date(now).toISOString().replace(/[:.]/g, '-')
  const aside = `${path.replace(/\.json$/, '')}.broken-${time}.json`
  try {
    renameSync(path, aside)
    return aside
  } catch {
    return undefined
  }
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
