import { chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod'
import { sync as writeFileAtomicSync } from 'write-file-atomic'
import type { Keystore, SecretBackend } from './secret-backend'

const contentSchema = z.record(z.string().max(64), z.string().max(65_536))

/**
 * Secrets in a file that only this user can read, each value encrypted by `keystore` when one is
 * given.
 */
export class SecretFile implements SecretBackend {
  readonly kept: 'keystore' | 'file'
  readonly #path: string
  readonly #keystore: Keystore | undefined

  constructor(path: string, keystore?: Keystore) {
    this.#path = path
    this.#keystore = keystore
    this.kept = keystore === undefined ? 'file' : 'keystore'
  }

  load(): Record<string, string> {
    let text: string
    try {
      // Somebody may have copied the file here with other rights.
      chmodSync(this.#path, 0o600)
      text = readFileSync(this.#path, 'utf8')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
      throw error
    }
    const values: Record<string, string> = {}
    for (const [name, kept] of Object.entries(contentSchema.parse(JSON.parse(text)))) {
      const value = this.#open(kept)
      if (value !== undefined) values[name] = value
    }
    return values
  }

  save(values: Readonly<Record<string, string>>): void {
    const kept = Object.entries(values).map(([name, value]) => [
      name,
      this.#keystore === undefined ? value : this.#keystore.encryptString(value).toString('base64'),
    ])
    mkdirSync(dirname(this.#path), { recursive: true })
    writeFileAtomicSync(this.#path, `${JSON.stringify(Object.fromEntries(kept))}\n`, {
      mode: 0o600,
    })
  }

  /** Take the file away, once its values are kept elsewhere. */
  remove(): void {
    rmSync(this.#path, { force: true })
  }

  #open(kept: string): string | undefined {
    if (this.#keystore === undefined) return kept
    try {
      return this.#keystore.decryptString(Buffer.from(kept, 'base64'))
    } catch {
      // Kept by another user or before the keystore was made anew.
      return undefined
    }
  }
}
