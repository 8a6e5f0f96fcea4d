import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isSerialNumber } from '@protocol/dji/serial-number'
import writeFileAtomic from 'write-file-atomic'
import { parseCapacityFile, writeCapacityFile, type KeptGateway } from './capacity-file'
import type { Schedule } from './patch-batch'

export type CapacityProblem =
  { kind: 'broken'; file: string } | { kind: 'unwritable'; file: string; reason: string }

export interface CapacityFolderOptions {
  folder: string
  schedule: Schedule
  /** Told each broken file once, and the first failure to write until one succeeds. */
  onProblem: (problem: CapacityProblem) => void
}

/** Docks tell their capacity in bursts while they start. */
const SAVE_AFTER_MS = 2000
const MAX_BYTES = 256 * 1024
const MAX_FILES = 20_000
/** A fixed beginning, so that no serial number makes a name that a system reserves. */
const FILE = /^gateway-([A-Za-z0-9]+)\.json$/

/** One file for each gateway in one folder, written late, one after the other, and atomically. */
export class CapacityFolder {
  readonly #options: CapacityFolderOptions
  readonly #waiting = new Map<string, KeptGateway>()
  #cancel: (() => void) | undefined
  #writing: Promise<void> = Promise.resolve()
  #writable = true

  constructor(options: CapacityFolderOptions) {
    this.#options = options
  }

  /** Everything that was kept. Broken files are moved to `*.broken`; a missing folder is empty. */
  async load(): Promise<KeptGateway[]> {
    const { folder } = this.#options
    const names = await readdir(folder).catch((): string[] => [])
    const kept: KeptGateway[] = []
    for (const name of names.slice(0, MAX_FILES)) {
      const sn = FILE.exec(name)?.[1]
      if (sn === undefined || !isSerialNumber(sn)) continue
      const gateway = await this.#read(join(folder, name), sn)
      if (gateway) kept.push(gateway)
    }
    return kept
  }

  /** Keeps this soon, in place of what was kept of the gateway before. */
  save(gateway: KeptGateway): void {
    this.#waiting.set(gateway.sn, gateway)
    this.#cancel ??= this.#options.schedule(() => void this.flush(), SAVE_AFTER_MS)
  }

  /** Writes what waits now; resolves when it is on disk or has failed. */
  flush(): Promise<void> {
    this.#cancel?.()
    this.#cancel = undefined
    this.#writing = this.#writing.then(() => this.#write())
    return this.#writing
  }

  async #write(): Promise<void> {
    const gateways = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const gateway of gateways) {
      const file = join(this.#options.folder, `gateway-${gateway.sn}.json`)
      try {
        await mkdir(this.#options.folder, { recursive: true })
        await writeFileAtomic(file, writeCapacityFile(gateway))
        this.#writable = true
      } catch (error) {
        if (this.#writable)
          this.#options.onProblem({ kind: 'unwritable', file, reason: why(error) })
        this.#writable = false
      }
    }
  }

  async #read(file: string, sn: string): Promise<KeptGateway | undefined> {
    const text = await readSmall(file)
    const gateway = text === undefined ? undefined : parseCapacityFile(text, sn)
    if (!gateway) {
      await rename(file, `${file}.broken`).catch(() => undefined)
      this.#options.onProblem({ kind: 'broken', file })
    }
    return gateway
  }
}

const readSmall = async (file: string): Promise<string | undefined> => {
  try {
    return (await stat(file)).size > MAX_BYTES ? undefined : await readFile(file, 'utf8')
  } catch {
    return undefined
  }
}

const why = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown'
