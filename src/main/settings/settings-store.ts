import type { Fault } from '@shared/fault'
import { defaultSettings, SECRETS, settingsSchema, type Settings } from '@shared/settings'
import * as z from 'zod'
import { KeptFile, type KeptFileOptions } from './kept-file'
import { problemsOf, problemText, type Problem } from './problems'
import { upgrade } from './upgrade'

export type PatchOutcome = { ok: true } | { ok: false; problems: Problem[] }

const givenSecretsSchema = z.partialRecord(z.enum(SECRETS), z.string().max(8192))

/**
 * The settings of this station. A file that cannot be used is kept aside and reported, and the
 * station runs on defaults; a place that cannot be written is reported and changes hold until the
 * app ends. With `unattended` the file may hold `secrets` too and changes stay in memory.
 */
export class SettingsStore {
  /** Secrets that came in the file of an unattended station. */
  readonly givenSecrets: z.infer<typeof givenSecretsSchema> = {}
  readonly #file: KeptFile
  readonly #unattended: boolean
  readonly #listeners = new Set<(settings: Settings) => void>()
  #settings = defaultSettings()

  constructor(options: KeptFileOptions) {
    this.#unattended = options.unattended === true
    this.#file = new KeptFile(options, 'settings-broken')
    this.#file.load((content) => this.#use(content))
  }

  /** Faults met so far, for the site's state. */
  get faults(): readonly Fault[] {
    return this.#file.faults
  }

  get(): Settings {
    return this.#settings
  }

  /**
   * Merge whole sections or single fields of them, one level deep; a field given as undefined is
   * taken out. Nothing changes unless the whole is then valid.
   */
  patch(patch: Readonly<Record<string, unknown>>): PatchOutcome {
    if ('version' in patch)
      return { ok: false, problems: [{ path: 'version', problem: 'cannot be changed' }] }
    const merged: Record<string, unknown> = { ...this.#settings }
    for (const [section, change] of Object.entries(patch))
      merged[section] = mergeSection(merged[section], change)
    const checked = settingsSchema.safeParse(merged)
    if (!checked.success) return { ok: false, problems: problemsOf(checked.error) }
    this.#settings = checked.data
    this.#file.save(checked.data)
    for (const listener of this.#listeners) listener(checked.data)
    return { ok: true }
  }

  /** Called after each change; gives its own off-switch. */
  onChange(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Resolves when the last change is on disk or has failed. */
  settled(): Promise<void> {
    return this.#file.settled()
  }

  /** Take over the content of a file; gives what is wrong with it. */
  #use(content: unknown): string | undefined {
    const upgraded = upgrade(content)
    if (!upgraded.ok) return upgraded.problem
    const { secrets, ...raw } = upgraded.raw
    if (secrets !== undefined && !this.#unattended) return 'secrets do not belong here'
    const given = givenSecretsSchema.safeParse(secrets ?? {})
    if (!given.success) return `secrets: ${problemText(problemsOf(given.error))}`
    const checked = settingsSchema.safeParse(raw)
    if (!checked.success) return problemText(problemsOf(checked.error))
    this.#settings = checked.data
    Object.assign(this.givenSecrets, given.data)
    return undefined
  }
}

const isSection = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const mergeSection = (old: unknown, change: unknown): unknown => {
  if (!isSection(old) || !isSection(change)) return change
  const merged = Object.entries({ ...old, ...change }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(merged)
}
