import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isFaultCode } from '@shared/fault'
import { isJsonObject } from '@protocol/dji/field-reader'
import { isSerialNumber } from '@protocol/dji/serial-number'
import writeFileAtomic from 'write-file-atomic'
import type { KeptStepDown, StepDownKeeper } from './protocol-ladder'

const VERSION = 1
const MAX_ENTRIES = 4096
const MAX_COUNT = 1000

/**
 * With which gateways WHIP failed, in one JSON file. A file that cannot be read is as good as none:
 * WHIP is then tried once more. One that cannot be written is told to `onProblem`.
 */
export class StepDownFile implements StepDownKeeper {
  readonly #file: string
  readonly #onProblem: (problem: string) => void
  #next: readonly KeptStepDown[] | undefined
  #writing: Promise<void> | undefined

  constructor(file: string, onProblem: (problem: string) => void) {
    this.#file = file
    this.#onProblem = onProblem
  }

  load(): KeptStepDown[] {
    try {
      return parseStepDowns(readFileSync(this.#file, 'utf8'))
    } catch {
      return []
    }
  }

  save(stepDowns: readonly KeptStepDown[]): void {
    this.#next = stepDowns
    this.#writing ??= this.#write()
  }

  /** Resolves when the newest is on disk or has failed to get there. */
  async settled(): Promise<void> {
    await this.#writing
  }

  async #write(): Promise<void> {
    while (this.#next !== undefined) {
      const json = { version: VERSION, stepDowns: this.#next }
      this.#next = undefined
      try {
        await mkdir(dirname(this.#file), { recursive: true })
        await writeFileAtomic(this.#file, JSON.stringify(json))
      } catch {
        this.#onProblem(`what is known of WHIP could not be written: ${this.#file}`)
      }
    }
    this.#writing = undefined
  }
}

/** Throws when it is not JSON; leaves out every entry that is not whole. */
const parseStepDowns = (text: string): KeptStepDown[] => {
  const json: unknown = JSON.parse(text)
  const list = isJsonObject(json) && json['version'] === VERSION && json['stepDowns']
  if (!Array.isArray(list)) return []
  return list.slice(0, MAX_ENTRIES).flatMap((entry: unknown) => readStepDown(entry) ?? [])
}

const readStepDown = (entry: unknown): KeptStepDown | undefined => {
  if (!isJsonObject(entry) || !isJsonObject(entry['fault'])) return undefined
  const { gatewaySn, until, count } = entry
  const { code, at, dji } = entry['fault']
  if (typeof gatewaySn !== 'string' || !isSerialNumber(gatewaySn)) return undefined
  if (typeof code !== 'string' || !isFaultCode(code)) return undefined
  if (!isTime(until) || !isTime(at) || !isTime(count) || count > MAX_COUNT) return undefined
  const fault = { code, at, ...(isTime(dji) && { dji }) }
  return { gatewaySn, until, count, fault }
}

const isTime = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0
