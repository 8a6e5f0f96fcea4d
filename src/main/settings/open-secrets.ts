import { join } from 'node:path'
import type { Settings } from '@shared/settings'
import type { Keystore, SecretBackend } from './secret-backend'
import { SecretFile } from './secret-file'

interface OpenSecretsOptions {
  folder: string
  /** `settings.secretStore`. */
  wanted: Settings['secretStore']
  keystore: Keystore
}

/**
 * Choose where secrets are kept: a file when the settings allow one, else the operating system's
 * keystore, else memory. Values of a file move to the keystore when the choice changes.
 */
export const openSecrets = ({ folder, wanted, keystore }: OpenSecretsOptions): SecretBackend => {
  const file = new SecretFile(join(folder, 'secrets.file.json'))
  if (wanted === 'file') return file
  if (!keystore.isEncryptionAvailable())
    return { kept: 'memory', load: () => ({}), save: () => undefined }
  const encrypted = new SecretFile(join(folder, 'secrets.keystore.json'), keystore)
  moveTo(encrypted, file)
  return encrypted
}

const moveTo = (encrypted: SecretFile, file: SecretFile): void => {
  try {
    const plain = file.load()
    if (Object.keys(plain).length === 0) return
    // The file was in use last, so its values are the newer ones.
    encrypted.save({ ...encrypted.load(), ...plain })
    file.remove()
  } catch {
    // One of the two cannot be used: both stay as they are, and the store reports its own.
  }
}
