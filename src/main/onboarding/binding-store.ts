import { readFileSync, renameSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isJsonObject } from '@protocol/dji/field-reader'
import { isSerialNumber } from '@protocol/dji/serial-number'
import writeFileAtomic from 'write-file-atomic'
import type { Binding, Bindings } from './bindings'

const VERSION = 1
const MAX_BINDINGS = 40_000
const MAX_TEXT = 128

/**
 * Bindings in one JSON file, read at once and written in the background. A file that cannot be used
 * is moved to `*.broken` and told to `onProblem`: docks then bind anew.
 */
export class BindingStore implements Bindings {
  readonly #file: string
  readonly #onProblem: (problem: string) => void
  readonly #bindings = new Map<string, Binding>()
  #dirty = false
  #writing: Promise<void> | undefined

  constructor(file: string, onProblem: (problem: string) => void) {
    this.#file = file
    this.#onProblem = onProblem
    this.#load()
  }

  get(sn: string): Binding | undefined {
    return this.#bindings.get(sn)
  }

  set(sn: string, binding: Binding): void {
    const before = this.#bindings.get(sn)
    if (before?.organizationId === binding.organizationId && before.callsign === binding.callsign) {
      return
    }
    if (!before && this.#bindings.size >= MAX_BINDINGS) return
    this.#bindings.set(sn, binding)
    this.#dirty = true
    this.#writing ??= this.#write()
  }

  /** Resolves when the newest bindings are on disk or have failed to get there. */
  async settled(): Promise<void> {
    await this.#writing
  }

  #load(): void {
    let text: string
    try {
      text = readFileSync(this.#file, 'utf8')
    } catch {
      return
    }
    if (this.#use(text)) return
    try {
      renameSync(this.#file, `${this.#file}.broken`)
    } catch {
      // It is overwritten with the next binding.
    }
    this.#onProblem(`bindings were unreadable and are kept aside: ${this.#file}.broken`)
  }

  #use(text: string): boolean {
    let json: unknown
    try {
      json = JSON.parse(text)
    } catch {
      return false
    }
    const bindings = isJsonObject(json) && json['version'] === VERSION && json['bindings']
    if (!isJsonObject(bindings)) return false
    for (const [sn, entry] of Object.entries(bindings).slice(0, MAX_BINDINGS)) {
      if (!isSerialNumber(sn) || !isJsonObject(entry)) continue
      const { organizationId, callsign } = entry
      if (isShort(organizationId) && isShort(callsign)) {
        this.#bindings.set(sn, { organizationId, callsign })
      }
    }
    return true
  }

  async #write(): Promise<void> {
    while (this.#dirty) {
      this.#dirty = false
      const json = { version: VERSION, bindings: Object.fromEntries(this.#bindings) }
      try {
        await mkdir(dirname(this.#file), { recursive: true })
        await writeFileAtomic(this.#file, JSON.stringify(json))
      } catch {
        this.#onProblem(`bindings could not be written: ${this.#file}`)
      }
    }
    this.#writing = undefined
  }
}

const isShort = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= MAX_TEXT
