import { randomBytes } from 'node:crypto'
import type { Fault, FaultCode } from '@shared/fault'
import { SECRETS, type SecretName } from '@shared/settings'
import { createLogger, processLog } from '../log/create-logger'
import type { SecretBackend } from './secret-backend'

const log = createLogger('settings')
const INGEST_KEY_BYTES = 32

interface SecretStoreOptions {
  backend: SecretBackend
  /** Values that came with `--settings`; they win and are never kept. */
  given?: Partial<Record<SecretName, string>>
  /** False keeps changes in memory: the station of a given settings file. */
  saves?: boolean
  onFault?: (fault: Fault) => void
  now: () => number
}

/**
 * The secrets of this station. Values never reach the log: each is registered there as it comes.
 * Makes `ingest.key`, the root of the keys in stream addresses, when there is none.
 */
export class SecretStore {
  /** Faults met so far, for the site's state. */
  readonly faults: Fault[] = []
  readonly #options: SecretStoreOptions
  readonly #values = new Map<SecretName, string>()
  #saves: boolean
  #backend: SecretBackend

  constructor(options: SecretStoreOptions) {
    this.#options = options
    this.#backend = options.backend
    this.#saves = options.saves !== false
    this.#load()
    for (const [name, value] of Object.entries(options.given ?? {})) {
      const known = SECRETS.find((secret) => secret === name)
      if (known !== undefined) this.#remember(known, value)
    }
    if (this.get('ingest.key') === undefined)
      this.set('ingest.key', randomBytes(INGEST_KEY_BYTES).toString('base64url'))
    // The secrets of a given settings file come again with it.
    if (this.#saves && this.#backend.kept === 'memory') this.#fault('keystore-missing')
  }

  /** Where values are: what the settings screen tells. */
  get kept(): 'keystore' | 'file' | 'memory' {
    return this.#saves ? this.#backend.kept : 'memory'
  }

  /** The value, or undefined when it is not set. */
  get(name: SecretName): string | undefined {
    return this.#values.get(name)
  }

  /** Set a value, or take it out with an empty one. A value that cannot be kept holds until the app ends. */
  set(name: SecretName, value: string): void {
    this.#remember(name, value)
    this.#save()
  }

  /** Keep all values in another place from now on: the operator chose it while the app runs. */
  moveTo(backend: SecretBackend): void {
    this.#backend = backend
    this.#save()
  }

  /** Which secrets are set, for the settings screen. */
  isSet(): Record<SecretName, boolean> {
    const entries = SECRETS.map((name) => [name, this.#values.has(name)] as const)
    return Object.fromEntries(entries) as Record<SecretName, boolean>
  }

  #save(): void {
    if (!this.#saves) return
    try {
      this.#backend.save(Object.fromEntries(this.#values))
    } catch (error) {
      this.#fault('settings-unwritable', codeOf(error))
    }
  }

  #load(): void {
    try {
      const kept = this.#backend.load()
      for (const name of SECRETS) this.#remember(name, kept[name] ?? '')
    } catch (error) {
      // Keep what is there: the file may be readable again with another version or user.
      this.#saves = false
      this.#fault('settings-broken', `secrets (${codeOf(error)})`)
    }
  }

  #remember(name: SecretName, value: string): void {
    processLog.addSecret(value)
    if (value === '') this.#values.delete(name)
    else this.#values.set(name, value)
  }

  #fault(code: FaultCode, detail?: string): void {
    const fault: Fault = { code, at: this.#options.now(), ...(detail !== undefined && { detail }) }
    log.warn(code, { detail })
    this.faults.push(fault)
    this.#options.onFault?.(fault)
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
